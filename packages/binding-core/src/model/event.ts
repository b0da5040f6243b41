import type { AccountOverview } from './account.ts';
import type { BindingCheck } from './binding-check.ts';
import type { Device, DeviceBinding } from './device.ts';
import type { Entitlement } from './entitlement.ts';
import type { DevicePolicy } from './policy.ts';
import type { Registration } from './registration.ts';
import type { Timestamp } from './time.ts';

/** The types of events. */
export const eventTypes = [
  'device.bound',
  'device.replaced',
  'device.removed',
  'device.rebound',
  'registration.refused',
  'registration.ambiguous',
  'registration.expired',
  'entitlement.created',
  'entitlement.changed',
  'entitlement.revoked',
  'entitlement.restored',
  'account.suspended',
  'account.resumed',
  'policy.changed',
  'binding.not-enforced'
] as const;

/** One type of event. */
export type EventType = (typeof eventTypes)[number];

/** A device without ExpressPlay's cookies. */
export interface DeviceWithoutCookies extends Omit<Device, 'bindings'> {
  readonly bindings: readonly Omit<DeviceBinding, 'cookie'>[];
}

/** The resource that an event is about, as it was right after the event, without anything secret. */
export type EventData =
  | { readonly kind: 'device'; readonly device: DeviceWithoutCookies }
  | { readonly kind: 'registration'; readonly registration: Omit<Registration, 'cookie'> }
  | { readonly kind: 'entitlement'; readonly entitlement: Entitlement }
  | { readonly kind: 'account'; readonly account: AccountOverview }
  | { readonly kind: 'policy'; readonly policy: DevicePolicy }
  | { readonly kind: 'binding-check'; readonly check: Omit<BindingCheck, 'cookie'> };

/** Something that happened, for the operator's other systems: the event feed tells it. */
export interface BindingEvent {
  /** `evt_…`, unique. */
  readonly eventId: string;
  /** What happened. */
  readonly type: EventType;
  /** When it happened. */
  readonly createdAt: Timestamp;
  /** Absent if the event concerns no single account. */
  readonly accountId?: string | undefined;
  /** What it happened to. */
  readonly data: EventData;
}

/** Which events to list: those that match all given members. */
export interface EventFilter {
  /** Events of these types. */
  readonly types?: readonly EventType[] | undefined;
  /** Events of this account. */
  readonly accountId?: string | undefined;
}
