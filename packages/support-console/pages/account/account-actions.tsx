import { useRef, useState } from 'preact/hooks';
import { api, type Drm, drms, listPolicies } from '../api.ts';
import { ActionDialog } from '../parts/dialog.tsx';
import { useLoad } from '../parts/load.ts';
import { Time } from '../parts/time.tsx';
import { may } from '../session.ts';
import { texts } from '../texts.ts';
import type { PartProps } from './part-props.ts';
import { type Undo, undoPolicyChange, undoResumption, undoSuspension } from './undo.ts';

type Action = 'suspend' | 'resume' | 'resetSwaps' | 'changePolicy' | 'letIn';

/** What staff may do to the account as a whole. */
export function AccountActions({ view, changed, fresh }: PartProps) {
  const [action, setAction] = useState<Action>();
  const { account } = view;
  const close = (done: boolean, undo?: Undo) => {
    setAction(undefined);
    if (done) changed(undo);
  };
  const button = (name: Action) => (
    <button type="button" disabled={!fresh} onClick={() => setAction(name)}>
      {texts.actions[name]}
    </button>
  );
  return (
    <>
      {account.suspendedAt === undefined ? null : (
        <p class="note bad">
          {texts.account.suspended} <Time at={account.suspendedAt} />
        </p>
      )}
      {may('staff') ? (
        <div class="row">
          {button('letIn')}
          {button('resetSwaps')}
          {button('changePolicy')}
          {account.suspendedAt === undefined ? button('suspend') : button('resume')}
        </div>
      ) : null}
      {action === 'changePolicy' ? <PolicyDialog view={view} onClose={close} /> : null}
      {action === 'letIn' ? <LetInDialog accountId={account.accountId} onClose={close} /> : null}
      {action === 'suspend' || action === 'resume' || action === 'resetSwaps' ? (
        <SimpleDialog action={action} accountId={account.accountId} onClose={close} />
      ) : null}
    </>
  );
}

interface DialogProps {
  readonly accountId: string;
  onClose(done: boolean, undo?: Undo): void;
}

const calls = {
  suspend: api.suspendAccount,
  resume: api.resumeAccount,
  resetSwaps: api.resetSwaps
} as const;

const undos = { suspend: undoSuspension, resume: undoResumption, resetSwaps: () => undefined } as const;

function SimpleDialog({ action, accountId, onClose }: DialogProps & { action: keyof typeof calls }) {
  return (
    <ActionDialog
      title={texts.actions[`${action}Title`]}
      confirm={texts.actions[`${action}Confirm`]}
      dangerous={action === 'suspend'}
      run={reason => calls[action]({ accountId, reason })}
      onClose={done => onClose(done, undos[action](accountId))}
    >
      <p class="note">{texts.actions[`${action}Effect`]}</p>
    </ActionDialog>
  );
}

function PolicyDialog({ view, onClose }: Pick<PartProps, 'view'> & Pick<DialogProps, 'onClose'>) {
  const { account } = view;
  const policies = useLoad('policies', listPolicies);
  const [policy, setPolicy] = useState(account.policy.name);
  const [maxDevices, setMaxDevices] = useState('');
  const undo = useRef<Undo | undefined>(undefined);
  const change = (reason: string) => ({
    accountId: account.accountId,
    policy,
    reason,
    ...(maxDevices !== '' && { overrides: { maxDevices: Number(maxDevices) } })
  });
  return (
    <ActionDialog
      title={texts.actions.changePolicyTitle}
      confirm={texts.actions.changePolicyConfirm}
      run={async reason => {
        await api.setAccountPolicy(change(reason));
        undo.current = await undoPolicyChange(account.accountId);
      }}
      onClose={done => onClose(done, undo.current)}
    >
      <p class="note">{texts.actions.changePolicyEffect}</p>
      <label>
        {texts.actions.policyName}
        <select value={policy} onChange={event => setPolicy(event.currentTarget.value)}>
          {(policies.value ?? [account.policy]).map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        {texts.actions.overrideMax}
        <input
          type="number"
          min="0"
          max="1000"
          value={maxDevices}
          onInput={event => setMaxDevices(event.currentTarget.value)}
        />
      </label>
    </ActionDialog>
  );
}

function LetInDialog({ accountId, onClose }: DialogProps) {
  const [drm, setDrm] = useState<Drm>('widevine');
  const [licenseUrl, setLicenseUrl] = useState<string>();
  if (licenseUrl !== undefined)
    return (
      <ActionDialog
        key="started"
        title={texts.actions.letInTitle}
        confirm={texts.close}
        reason={false}
        run={async () => {}}
        onClose={() => onClose(true)}
      >
        <p>{texts.actions.letInDone}</p>
        <p class="mono note">{licenseUrl}</p>
      </ActionDialog>
    );
  return (
    <ActionDialog
      title={texts.actions.letInTitle}
      confirm={texts.actions.letInConfirm}
      run={async reason => {
        const started = await api.startRegistration({ accountId, drm, override: true, reason });
        setLicenseUrl(started.licenseUrl);
      }}
      onClose={done => {
        if (!done) onClose(false);
      }}
    >
      <p class="note">{texts.actions.letInEffect}</p>
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
}
