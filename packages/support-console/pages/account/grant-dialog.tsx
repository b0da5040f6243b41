import { useRef, useState } from 'preact/hooks';
import { api, type CreateEntitlement } from '../api.ts';
import { ActionDialog } from '../parts/dialog.tsx';
import { toUtc } from '../parts/time.tsx';
import { texts } from '../texts.ts';
import { type Undo, undoRestoration } from './undo.ts';

const secondsPerHour = 3_600;

interface GrantDialogProps {
  readonly accountId: string;
  onClose(done: boolean, undo?: Undo): void;
}

export function GrantDialog({ accountId, onClose }: GrantDialogProps) {
  const [kind, setKind] = useState<CreateEntitlement['kind']>('purchase');
  const [contentId, setContentId] = useState('');
  const [moment, setMoment] = useState('');
  const [hours, setHours] = useState('48');
  const [orderId, setOrderId] = useState('');
  const granted = useRef<Undo | undefined>(undefined);
  const right = (): CreateEntitlement => ({
    contentId: contentId.trim(),
    kind,
    ...(kind === 'rental' && {
      startBy: toUtc(moment),
      playDuration: Math.round(Number(hours) * secondsPerHour)
    }),
    ...(kind === 'subscription' && { until: toUtc(moment) }),
    ...(orderId.trim() !== '' && { orderId: orderId.trim() })
  });
  return (
    <ActionDialog
      title={texts.actions.grantTitle}
      confirm={texts.actions.grantConfirm}
      reason={false}
      run={async () => {
        const { entitlementId } = await api.createEntitlement({ accountId, ...right() });
        granted.current = undoRestoration(accountId, entitlementId);
      }}
      onClose={done => onClose(done, granted.current)}
    >
      <p class="note">{texts.actions.grantEffect}</p>
      <label>
        {texts.actions.content}
        <input
          required
          maxLength={128}
          value={contentId}
          onInput={event => setContentId(event.currentTarget.value)}
        />
      </label>
      <label>
        {texts.actions.kind}
        <select
          value={kind}
          onChange={event => setKind(event.currentTarget.value as CreateEntitlement['kind'])}
        >
          {Object.entries(texts.right.kind).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {kind === 'purchase' ? null : (
        <label>
          {kind === 'rental' ? texts.actions.startByField : texts.actions.newEnd}
          <input
            type="datetime-local"
            required
            value={moment}
            onInput={event => setMoment(event.currentTarget.value)}
          />
        </label>
      )}
      {kind === 'rental' ? (
        <label>
          {texts.actions.hours}
          <input
            type="number"
            min="0.1"
            step="0.1"
            required
            value={hours}
            onInput={event => setHours(event.currentTarget.value)}
          />
        </label>
      ) : null}
      <label>
        {texts.actions.orderId}
        <input maxLength={128} value={orderId} onInput={event => setOrderId(event.currentTarget.value)} />
      </label>
    </ActionDialog>
  );
}
