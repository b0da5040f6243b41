import { accountAddress } from '../address.ts';
import type { AuditEvent } from '../api.ts';
import { texts } from '../texts.ts';
import { Time } from './time.tsx';

/** Audit events with who did them and why. `linked` names the account of each. */
export function EventList({ events, linked = false }: { events: readonly AuditEvent[]; linked?: boolean }) {
  if (events.length === 0) return <p>{texts.account.noEvents}</p>;
  return (
    <ol class="list">
      {events.map(event => (
        <li key={event.eventId} id={event.eventId}>
          <div>
            <strong>{texts.events[event.action] ?? event.action}</strong> {texts.by} <bdi>{event.actor}</bdi>
            {linked && event.accountId !== undefined ? (
              <>
                {' '}
                {texts.search.ofAccount}{' '}
                <a href={accountAddress(event.accountId)}>
                  <bdi>{event.accountId}</bdi>
                </a>
              </>
            ) : null}
          </div>
          {event.reason === undefined ? null : (
            <p class="note">
              <bdi>{event.reason}</bdi>
            </p>
          )}
          <p class="quiet">
            <Time at={event.at} />
          </p>
          <Details event={event} />
        </li>
      ))}
    </ol>
  );
}

function Details({ event }: { event: AuditEvent }) {
  const parts = { before: event.before, after: event.after, ...event.details };
  const rows = Object.entries(parts).filter(([, value]) => value !== undefined);
  return (
    <details>
      <summary class="mono quiet">{event.subject}</summary>
      <dl class="facts">
        {rows.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd class="mono">
              <bdi>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</bdi>
            </dd>
          </>
        ))}
      </dl>
    </details>
  );
}
