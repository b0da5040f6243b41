import { useState } from 'preact/hooks';
import { api, type Entitlement } from '../api.ts';
import { ActionDialog } from '../parts/dialog.tsx';
import { duration, Time, toUtc } from '../parts/time.tsx';
import { may } from '../session.ts';
import { texts } from '../texts.ts';
import { GrantDialog } from './grant-dialog.tsx';
import type { PartProps } from './part-props.ts';
import { type Undo, undoExtension, undoRestoration, undoRevocation } from './undo.ts';

type Change = 'revoke' | 'restore' | 'extend';

export function Rights({ view, changed, fresh }: PartProps) {
  const [change, setChange] = useState<{ kind: Change; right: Entitlement }>();
  const [granting, setGranting] = useState(false);
  const close = (done: boolean, undo?: Undo) => {
    setChange(undefined);
    setGranting(false);
    if (done) changed(undo);
  };
  const writes = may('entitlements:write');
  const button = (kind: Change, right: Entitlement) => (
    <button type="button" disabled={!fresh} onClick={() => setChange({ kind, right })}>
      {texts.actions[kind]}
    </button>
  );
  return (
    <section class="card" aria-labelledby="rights">
      <header>
        <h2 id="rights">{texts.account.rights}</h2>
        {writes ? (
          <button type="button" disabled={!fresh} onClick={() => setGranting(true)}>
            {texts.actions.grant}
          </button>
        ) : null}
      </header>
      {view.rights.length === 0 ? <p>{texts.account.noRights}</p> : null}
      <ul class="list">
        {view.rights.map(right => (
          <li key={right.entitlementId}>
            <div class="spread">
              <RightFacts right={right} />
              {writes ? (
                <div class="row">
                  {right.state === 'revoked' ? button('restore', right) : button('revoke', right)}
                  {right.kind === 'subscription' && right.state !== 'revoked'
                    ? button('extend', right)
                    : null}
                </div>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {change ? <ChangeDialog {...change} onClose={close} /> : null}
      {granting ? <GrantDialog accountId={view.account.accountId} onClose={close} /> : null}
    </section>
  );
}

function RightFacts({ right }: { right: Entitlement }) {
  const words = texts.right;
  return (
    <div class="stack tight">
      <h3>
        <bdi>{right.contentId}</bdi> <span class="tag">{words.kind[right.kind]}</span>{' '}
        <span class={`tag ${right.state === 'active' ? 'good' : right.state === 'revoked' ? 'bad' : 'warn'}`}>
          {words.state[right.state]}
        </span>
      </h3>
      <dl class="facts">
        {right.kind === 'rental' ? (
          <>
            <dt>{words.startBy}</dt>
            <dd>
              <Time at={right.startBy} />
            </dd>
            <dt>{words.plays}</dt>
            <dd>{duration(right.playDuration)}</dd>
          </>
        ) : null}
        {right.firstPlayedAt === undefined ? null : (
          <>
            <dt>{words.firstPlayed}</dt>
            <dd>
              <Time at={right.firstPlayedAt} />
            </dd>
          </>
        )}
        <dt>{words.ends}</dt>
        <dd>
          {right.endsAt === undefined ? texts.device.endless : <Time at={right.endsAt} />}
          {right.offlineDevices === undefined ? '' : `; ${words.offline(right.offlineDevices)}`}
        </dd>
        {right.orderId === undefined ? null : (
          <>
            <dt>{words.order}</dt>
            <dd>
              <bdi>{right.orderId}</bdi>
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}

interface ChangeDialogProps {
  readonly kind: Change;
  readonly right: Entitlement;
  onClose(done: boolean, undo?: Undo): void;
}

function ChangeDialog({ kind, right, onClose }: ChangeDialogProps) {
  const [until, setUntil] = useState('');
  const { accountId, entitlementId } = right;
  const run = {
    revoke: () => api.revokeEntitlement({ accountId, entitlementId }),
    restore: () => api.restoreEntitlement({ accountId, entitlementId }),
    extend: () => api.extendSubscription({ accountId, entitlementId, until: toUtc(until) })
  }[kind];
  const undo = {
    revoke: undoRevocation(accountId, entitlementId),
    restore: undoRestoration(accountId, entitlementId),
    extend: undoExtension(accountId, entitlementId, right.endsAt ?? '')
  }[kind];
  return (
    <ActionDialog
      title={texts.actions[`${kind}Title`]}
      confirm={texts.actions[`${kind}Confirm`]}
      dangerous={kind === 'revoke'}
      reason={false}
      run={run}
      onClose={done => onClose(done, undo)}
    >
      <RightFacts right={right} />
      <p class="note">{texts.actions[`${kind}Effect`]}</p>
      {kind === 'extend' ? (
        <label>
          {texts.actions.newEnd}
          <input
            type="datetime-local"
            required
            value={until}
            onInput={event => setUntil(event.currentTarget.value)}
          />
        </label>
      ) : null}
    </ActionDialog>
  );
}
