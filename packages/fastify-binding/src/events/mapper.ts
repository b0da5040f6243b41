import type { BindingEvent, EventData } from '@expressplay-binding/binding-core';
import { toAccountJson } from '../accounts/mapper.ts';
import { toBindingCheckJson } from '../binding-checks/mapper.ts';
import { toDeviceJson } from '../devices/mapper.ts';
import { toEntitlementJson } from '../entitlements/mapper.ts';
import { compact } from '../http/compact.ts';
import { toRfc3339 } from '../http/times.ts';
import { toPolicyJson } from '../policies/mapper.ts';
import { toRegistrationJson } from '../registrations/mapper.ts';
import type { EventJson } from './schemas.ts';

/** Writes an event. */
export function toEventJson({ eventId, type, createdAt, accountId, data }: BindingEvent): EventJson {
  return compact({
    eventId,
    type,
    createdAt: toRfc3339(createdAt),
    accountId,
    data: { ...resourceOf(data, createdAt) }
  });
}

/** The resource as its own calls show it, at the moment of the event. */
function resourceOf(data: EventData, at: number): object {
  switch (data.kind) {
    case 'device':
      return toDeviceJson(data.device);
    case 'registration':
      return toRegistrationJson(data);
    case 'entitlement':
      return toEntitlementJson(data.entitlement, at);
    case 'account':
      return toAccountJson(data.account);
    case 'policy':
      return toPolicyJson(data.policy);
    case 'binding-check':
      return toBindingCheckJson(data.check);
  }
}
