import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { useLoad } from '../parts/load.ts';
import { ProblemNote } from '../parts/problem.tsx';
import { may } from '../session.ts';
import { texts } from '../texts.ts';
import { describePolicy } from './describe-policy.ts';
import { PolicyForm } from './policy-form.tsx';
import { PolicyHistory } from './policy-history.tsx';

/** The name in the address of a policy that does not exist yet; no policy can have it, for a plus must be escaped. */
const newPolicy = '+new';

export function PolicyPage({ name }: { name: string }) {
  const decoded = decodeURIComponent(name);
  const isNew = name === newPolicy;
  const loaded = useLoad(decoded, async () =>
    isNew ? { name: '', maxDevices: 3 } : api.readPolicy({ policyName: decoded })
  );
  const [saved, setSaved] = useState(false);
  const policy = loaded.value;
  return (
    <>
      <h1>
        {isNew ? (
          texts.policy.new
        ) : (
          <>
            {texts.policy.one} <bdi>{decoded}</bdi>
          </>
        )}
      </h1>
      <p role="status" class="quiet">
        {saved ? texts.policy.saved : ''}
      </p>
      <ProblemNote error={loaded.error} />
      {policy === undefined ? null : (
        <div class="columns">
          {may('staff') ? (
            <PolicyForm
              policy={policy}
              onSaved={() => {
                setSaved(true);
                void loaded.reload();
              }}
            />
          ) : (
            <section class="card">
              <h2>{texts.policy.rules}</h2>
              <ul>
                {describePolicy(policy).map(rule => (
                  <li key={rule}>{rule}</li>
                ))}
              </ul>
            </section>
          )}
          {isNew ? null : <PolicyHistory name={decoded} version={loaded.readAt?.getTime() ?? 0} />}
        </div>
      )}
    </>
  );
}
