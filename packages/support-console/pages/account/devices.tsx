import { useState } from 'preact/hooks';
import { accountAddress } from '../address.ts';
import { type AccountView, api, type Device } from '../api.ts';
import { ActionDialog } from '../parts/dialog.tsx';
import { useLoad } from '../parts/load.ts';
import { ProblemNote } from '../parts/problem.tsx';
import { isEndless, Time } from '../parts/time.tsx';
import { may } from '../session.ts';
import { texts } from '../texts.ts';
import { CheckBindingDialog } from './check-binding-dialog.tsx';
import type { PartProps } from './part-props.ts';
import { type Undo, undoRenaming } from './undo.ts';

export function Devices({ view, changed, fresh }: PartProps) {
  const [removing, setRemoving] = useState<Device>();
  const [renaming, setRenaming] = useState<Device>();
  const [checking, setChecking] = useState<Device>();
  const active = view.devices.filter(device => device.state === 'active');
  const removed = view.devices.filter(device => device.state === 'removed');
  const close = (done: boolean, undo?: Undo) => {
    setRemoving(undefined);
    setRenaming(undefined);
    setChecking(undefined);
    if (done) changed(undo);
  };
  return (
    <section class="card" aria-labelledby="devices">
      <header>
        <h2 id="devices">{texts.account.devices}</h2>
      </header>
      {active.length === 0 ? <p>{texts.account.noDevices}</p> : null}
      <ul class="list">
        {active.map(device => (
          <li key={device.deviceId}>
            <div class="spread">
              <DeviceFacts device={device} view={view} />
              {may('devices:write') ? (
                <div class="row">
                  {device.bindings.length === 0 ? null : (
                    <button type="button" disabled={!fresh} onClick={() => setChecking(device)}>
                      {texts.check.button}
                    </button>
                  )}
                  <button type="button" disabled={!fresh} onClick={() => setRenaming(device)}>
                    {texts.actions.rename}
                  </button>
                  <button type="button" disabled={!fresh} onClick={() => setRemoving(device)}>
                    {texts.actions.remove}
                  </button>
                </div>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {removed.length === 0 ? null : (
        <details>
          <summary>
            {texts.account.removed} ({removed.length})
          </summary>
          <ul class="list">
            {removed.map(device => (
              <li key={device.deviceId}>
                <DeviceFacts device={device} view={view} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {removing ? <RemoveDialog device={removing} onClose={close} /> : null}
      {checking ? <CheckBindingDialog device={checking} onClose={close} /> : null}
      {renaming ? <RenameDialog device={renaming} onClose={close} /> : null}
    </section>
  );
}

function DeviceFacts({ device, view }: { device: Device; view: AccountView }) {
  const elsewhere = view.elsewhere.get(device.deviceId) ?? [];
  const playableUntil = view.playableUntil.get(device.deviceId);
  return (
    <div class="stack tight">
      <h3>
        <bdi>{device.name}</bdi> <span class="tag">{texts.device.class[device.class]}</span>
        {device.removedAs === undefined ? null : (
          <span class="tag">{texts.device.removedAs[device.removedAs]}</span>
        )}
      </h3>
      <dl class="facts">
        <dt>{texts.device.lastToken}</dt>
        <dd>{device.lastTokenAt === undefined ? texts.never : <Time at={device.lastTokenAt} />}</dd>
        {playableUntil === undefined ? null : (
          <>
            <dt>{texts.device.playable}</dt>
            <dd>{isEndless(playableUntil) ? texts.device.endless : <Time at={playableUntil} />}</dd>
          </>
        )}
        {device.bindings.map(binding => (
          <>
            <dt>{binding.drm}</dt>
            <dd>
              <span class="mono">{binding.drmDeviceId}</span> {texts.device.bound}{' '}
              <Time at={binding.boundAt} />
            </dd>
          </>
        ))}
        {elsewhere.length === 0 ? null : (
          <>
            <dt>{texts.device.elsewhere}</dt>
            <dd class="row">
              {elsewhere.map(accountId => (
                <a key={accountId} href={accountAddress(accountId)}>
                  <bdi>{accountId}</bdi>
                </a>
              ))}
            </dd>
          </>
        )}
      </dl>
      <span class="mono quiet">{device.deviceId}</span>
    </div>
  );
}

interface DeviceDialogProps {
  readonly device: Device;
  onClose(done: boolean, undo?: Undo): void;
}

function RemoveDialog({ device, onClose }: DeviceDialogProps) {
  const { accountId, deviceId } = device;
  const decision = useLoad(deviceId, () => api.removeDevice({ accountId, deviceId, dryRun: true }));
  const staff = may('staff');
  const [override, setOverride] = useState(staff);
  const preview = decision.value;
  return (
    <ActionDialog
      title={texts.actions.removeTitle(device.name)}
      confirm={texts.actions.confirmRemoval}
      dangerous
      ready={preview !== undefined && (override || preview.allowed)}
      run={reason => api.removeDevice({ accountId, deviceId, ...(override && { override: true, reason }) })}
      reason={override}
      onClose={onClose}
    >
      <p>
        <bdi>{texts.actions.removeEffect(device.name)}</bdi>
      </p>
      <ProblemNote error={decision.error} />
      {preview === undefined ? (
        <p class="quiet">{texts.loading}</p>
      ) : (
        <>
          <p class="note">
            {preview.playableUntil === undefined ? (
              texts.actions.removeNoLicense
            ) : (
              <>
                {texts.actions.removePlayable}{' '}
                {isEndless(preview.playableUntil) ? (
                  texts.device.endless
                ) : (
                  <Time at={preview.playableUntil} />
                )}
              </>
            )}
          </p>
          {preview.problem === undefined ? null : (
            <p class="note warn">
              {texts.actions.removeRefused} {preview.problem.detail}
            </p>
          )}
          {staff ? (
            <fieldset>
              <label class="check">
                <input type="radio" name="rules" checked={override} onChange={() => setOverride(true)} />
                {texts.actions.byOverride}
              </label>
              <label class="check">
                <input
                  type="radio"
                  name="rules"
                  checked={!override}
                  disabled={!preview.allowed}
                  onChange={() => setOverride(false)}
                />
                {texts.actions.byRules}
              </label>
            </fieldset>
          ) : null}
          {override ? null : (
            <p>
              {preview.grace
                ? texts.actions.removeGrace
                : preview.counted
                  ? texts.actions.removeCounts
                  : texts.actions.removeFree}
            </p>
          )}
        </>
      )}
    </ActionDialog>
  );
}

function RenameDialog({ device, onClose }: DeviceDialogProps) {
  const { accountId, deviceId } = device;
  const [name, setName] = useState(device.name);
  return (
    <ActionDialog
      title={`${texts.actions.rename}: ${device.name}`}
      confirm={texts.actions.rename}
      reason={false}
      run={() => api.renameDevice({ accountId, deviceId, name: name.trim() })}
      onClose={done => onClose(done, undoRenaming(accountId, deviceId, device.name))}
    >
      <label>
        {texts.actions.newName}
        <input required maxLength={100} value={name} onInput={event => setName(event.currentTarget.value)} />
      </label>
    </ActionDialog>
  );
}
