import type { Parts } from '../context.ts';
import { idOfSame } from '../ids.ts';
import type { AuditAction, AuditEvent } from '../model/audit.ts';
import type { BindingCheck } from '../model/binding-check.ts';
import type { Device } from '../model/device.ts';
import type { BindingEvent, EventData, EventFilter, EventType } from '../model/event.ts';
import type { Registration } from '../model/registration.ts';
import type { EventPage, PageRequest } from '../ports/store.ts';

/** The actions of the audit trail that are events too. */
const typeOfAction: Partial<Record<AuditAction, EventType>> = {
  'registration.bound': 'device.bound',
  'registration.refused': 'registration.refused',
  'registration.ambiguous': 'registration.ambiguous',
  'registration.expired': 'registration.expired',
  'device.removed': 'device.removed',
  'device.rebound': 'device.rebound',
  'entitlement.created': 'entitlement.created',
  'entitlement.extended': 'entitlement.changed',
  'entitlement.revoked': 'entitlement.revoked',
  'entitlement.restored': 'entitlement.restored',
  'account.suspended': 'account.suspended',
  'account.resumed': 'account.resumed',
  'policy.saved': 'policy.changed',
  'binding-check.completed': 'binding.not-enforced'
};

/** The event that an entry of the audit trail is, if it is one. Both tell the same fact, so the ids differ only in the prefix. */
export function eventOf(
  { eventId, action, accountId, at }: AuditEvent,
  data: EventData | undefined
): BindingEvent | undefined {
  const type = typeOfAction[action];
  if (!type || !data) return undefined;
  const isReplaced = data.kind === 'device' && data.device.removedAs === 'replaced';
  return {
    eventId: idOfSame('evt', eventId),
    type: isReplaced ? 'device.replaced' : type,
    createdAt: at,
    accountId,
    data
  };
}

/** Says that an event is about the device. Cookies identify ExpressPlay's records, so no event has them. */
export function aboutDevice({ bindings, ...device }: Device): EventData {
  return {
    kind: 'device',
    device: { ...device, bindings: bindings.map(({ cookie: _, ...binding }) => binding) }
  };
}

/** Says that an event is about the registration. */
export function aboutRegistration({ cookie: _, ...registration }: Registration): EventData {
  return { kind: 'registration', registration };
}

/** Says that an event is about the binding check. */
export function aboutBindingCheck({ cookie: _, ...check }: BindingCheck): EventData {
  return { kind: 'binding-check', check };
}

const mostPerRound = 500;

/**
 * Publishes the events that were written and not published yet: gives each its place in the feed. Returns how many.
 *
 * A place that is given while the unit runs, e.g. by an id, could become visible after a later one, because units commit in any
 * order. So only committed events get places, by one process at a time. What is published never comes before what somebody has read.
 */
export async function publishEvents({ store }: Parts): Promise<number> {
  let published = 0;
  while (await store.hasUnpublishedEvents()) published += await store.publishEvents(mostPerRound);
  return published;
}

/** Returns a page of the feed, oldest first, with everything that was committed before the call. */
export async function listEvents(parts: Parts, filter: EventFilter, page: PageRequest): Promise<EventPage> {
  await publishEvents(parts);
  return parts.store.listEvents(filter, page);
}
