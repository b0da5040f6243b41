import { useState } from 'preact/hooks';
import {
  api,
  type BindingCheck,
  type Capability,
  type Device,
  type Drm,
  type StartedBindingCheck
} from '../api.ts';
import { ActionDialog } from '../parts/dialog.tsx';
import { Evidence } from '../parts/evidence.tsx';
import { Time } from '../parts/time.tsx';
import { texts } from '../texts.ts';

const words = texts.check;

interface CheckBindingProps {
  readonly device: Device;
  onClose(done: boolean): void;
}

/** What the check has led to: its state, and what is known of the DRM since. */
interface Result {
  readonly check: BindingCheck;
  readonly capability: Capability | undefined;
}

/** Starts a binding check, hands out its license URL, takes the word of the device, and shows what the service concludes. */
export function CheckBindingDialog({ device, onClose }: CheckBindingProps) {
  const { accountId, deviceId } = device;
  const drms = device.bindings.map(binding => binding.drm);
  const [drm, setDrm] = useState<Drm | undefined>(drms[0]);
  const [started, setStarted] = useState<StartedBindingCheck>();
  const [refused, setRefused] = useState<boolean>();
  const [result, setResult] = useState<Result>();
  const title = `${words.title}: ${device.name}`;
  // A dialog closes when its work is done: each step is a dialog of its own.
  const next = (done: boolean) => {
    if (!done) onClose(started !== undefined);
  };

  if (started === undefined)
    return (
      <ActionDialog
        key="start"
        title={title}
        confirm={words.start}
        reason={false}
        run={async () =>
          setStarted(await api.startBindingCheck({ accountId, deviceId, ...(drm && { drm }) }))
        }
        onClose={next}
      >
        <p class="note">{words.effect}</p>
        <label>
          {texts.actions.letInDrm}
          <select value={drm} onChange={event => setDrm(event.currentTarget.value as Drm)}>
            {drms.map(name => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </ActionDialog>
    );
  if (result === undefined)
    return (
      <ActionDialog
        key="try"
        title={title}
        confirm={words.complete}
        reason={false}
        ready={refused !== undefined}
        run={async () => {
          const { checkId } = started;
          const check = await api.completeBindingCheck({ checkId, refused: refused === true });
          const { items } = await api.listCapabilities();
          setResult({ check, capability: items.find(item => item.drm === check.drm) });
        }}
        onClose={next}
      >
        <p>{words.instructions}</p>
        <label>
          {words.licenseUrl}
          <input
            class="mono"
            readOnly
            value={started.licenseUrl}
            onFocus={event => event.currentTarget.select()}
          />
        </label>
        <p>
          {words.redeemable} <Time at={started.expiresAt} />
        </p>
        <fieldset>
          <legend>{words.outcome}</legend>
          <label class="check">
            <input type="radio" name="outcome" onChange={() => setRefused(true)} />
            {words.refused}
          </label>
          <label class="check">
            <input type="radio" name="outcome" onChange={() => setRefused(false)} />
            {words.licensed}
          </label>
        </fieldset>
      </ActionDialog>
    );
  const { check, capability } = result;
  return (
    <ActionDialog
      key="result"
      title={title}
      confirm={texts.close}
      reason={false}
      run={async () => {}}
      onClose={() => onClose(true)}
    >
      <p class={`note ${look[check.state]}`}>{words.state[check.state]}</p>
      {capability === undefined ? null : (
        <dl class="facts">
          <dt>{capability.drm}</dt>
          <dd>{capability.deviceBinding}</dd>
          <dt>{texts.operations.evidence}</dt>
          <dd>
            <Evidence of={capability} />
          </dd>
        </dl>
      )}
    </ActionDialog>
  );
}

const look = { pending: 'warn', enforced: 'good', 'not-enforced': 'bad', inconclusive: 'warn' } as const;
