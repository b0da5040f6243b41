import type { Problem, Registration } from '../api.ts';
import { Time } from '../parts/time.tsx';
import { texts } from '../texts.ts';
import type { PartProps } from './part-props.ts';

const look: Partial<Record<Registration['state'], string>> = {
  bound: 'good',
  refused: 'bad',
  ambiguous: 'bad',
  expired: 'warn'
};

/** Pending and recent registrations, each with the decision that the service made. */
export function Registrations({ view }: PartProps) {
  return (
    <section class="card" aria-labelledby="registrations">
      <header>
        <h2 id="registrations">{texts.account.registrations}</h2>
      </header>
      {view.registrations.length === 0 ? <p>{texts.account.noRegistrations}</p> : null}
      <ul class="list">
        {view.registrations.map(registration => (
          <li key={registration.registrationId}>
            <div class="row">
              <span class={`tag ${look[registration.state] ?? ''}`}>
                {texts.registration.state[registration.state]}
              </span>
              <span>{registration.drm}</span>
              {registration.device === undefined ? null : <bdi>{registration.device.name}</bdi>}
            </div>
            <p class="quiet">
              {texts.registration.started} <Time at={registration.createdAt} />
            </p>
            {registration.problem === undefined ? null : <Why problem={registration.problem} />}
            <span class="mono quiet">{registration.registrationId}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Why a device was refused, rule by rule, in the words of the service. */
function Why({ problem }: { problem: Problem }) {
  return (
    <details open={problem.conflicts !== undefined || problem.reasoning !== undefined}>
      <summary>
        {texts.registration.why}: {problem.title}
      </summary>
      <div class="stack tight">
        {problem.conflicts === undefined ? <p>{problem.detail}</p> : null}
        {problem.reasoning === undefined ? null : (
          <ol class="list" aria-label={texts.registration.reasoning}>
            {problem.reasoning.map(({ rule, passed, detail }) => (
              <li key={rule}>
                <p>
                  <span class={`tag ${passed ? 'good' : 'bad'}`}>
                    {passed ? texts.registration.passed : texts.registration.notPassed}
                  </span>{' '}
                  <strong>{texts.registration.rule[rule]}</strong>: {detail}
                </p>
              </li>
            ))}
          </ol>
        )}
        {problem.nextAllowedAt === undefined ? null : (
          <p>
            {texts.account.nextChange}: <Time at={problem.nextAllowedAt} />
          </p>
        )}
        {problem.conflicts === undefined ? null : (
          <>
            <p>{texts.registration.conflicts}</p>
            <ul>
              {problem.conflicts.map(conflict => (
                <li key={conflict.deviceId}>
                  <bdi>{conflict.name}</bdi>:{' '}
                  {conflict.removable ? (
                    texts.registration.removable
                  ) : conflict.nextAllowedAt === undefined ? (
                    texts.registration.notRemovable
                  ) : (
                    <>
                      {texts.registration.removableFrom} <Time at={conflict.nextAllowedAt} />
                    </>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}
