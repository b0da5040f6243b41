import { policyAddress } from '../address.ts';
import { duration, Time } from '../parts/time.tsx';
import { describePolicy } from '../policies/describe-policy.ts';
import { texts } from '../texts.ts';
import type { PartProps } from './part-props.ts';

/** The slots of the account, the policy behind them, and what a new device would get. */
export function Slots({ view }: PartProps) {
  const { account, newDevice } = view;
  const { slots, policy } = account;
  return (
    <section class="card" aria-labelledby="slots">
      <header>
        <h2 id="slots">{texts.account.slots}</h2>
        <span>{texts.account.slotsText(slots.used, slots.total)}</span>
      </header>
      <Meter used={slots.used} total={slots.total} />
      {account.overLimit.length > 0 ? (
        <p class="note warn">{texts.account.overLimit(account.overLimit.length)}</p>
      ) : null}
      {newDevice === undefined ? null : (
        <div class={`note ${newDevice.allowed ? 'good' : 'bad'}`}>
          <p>
            {texts.account.newDevice}{' '}
            {newDevice.allowed ? texts.account.wouldBind : texts.account.wouldRefuse}
          </p>
          {newDevice.problem === undefined ? null : (
            <p>{newDevice.problem.conflicts ? newDevice.problem.title : newDevice.problem.detail}</p>
          )}
          {newDevice.removes.length === 0 ? null : (
            <p>
              {texts.account.wouldRemove}{' '}
              {newDevice.removes.map(device => (
                <bdi key={device.deviceId}>{device.name}</bdi>
              ))}
            </p>
          )}
        </div>
      )}
      <dl class="facts">
        {Object.entries(slots.byClass).map(([name, count]) => (
          <>
            <dt>{texts.device.class[name as keyof typeof texts.device.class]}</dt>
            <dd>{count}</dd>
          </>
        ))}
        <dt>{texts.account.nextChange}</dt>
        <dd>
          {account.nextAllowedAt === undefined ? texts.account.atOnce : <Time at={account.nextAllowedAt} />}
        </dd>
        {account.tokenBudget === undefined ? null : (
          <>
            <dt>{texts.account.tokens}</dt>
            <dd>
              {account.tokenBudget.used} / {account.tokenBudget.max} (
              {duration(account.tokenBudget.windowSeconds)})
            </dd>
          </>
        )}
      </dl>
      <h3>
        {texts.account.policy}: <a href={policyAddress(policy.name)}>{policy.name}</a>
      </h3>
      <ul>
        {describePolicy(policy).map(rule => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </section>
  );
}

/** One mark per slot. With many slots the number beside it says it better. */
function Meter({ used, total }: { used: number; total: number }) {
  const marks = Math.max(used, total);
  if (marks === 0 || marks > 20) return null;
  return (
    <div class="meter" aria-hidden="true">
      {Array.from({ length: marks }, (_, index) => (
        <i key={index} class={index >= total ? 'over' : index < used ? 'used' : ''} />
      ))}
    </div>
  );
}
