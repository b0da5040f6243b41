import type { AccountErasure, AccountExport } from '@expressplay-binding/binding-core';
import { toAuditEventJson } from '../audit/mapper.ts';
import { toDeviceJson } from '../devices/mapper.ts';
import { toEntitlementJson } from '../entitlements/mapper.ts';
import { toRfc3339 } from '../http/times.ts';
import { toRegistrationJson } from '../registrations/mapper.ts';
import { toTokenJson } from '../tokens/mapper.ts';
import { toListedAccountJson } from './mapper.ts';
import type { AccountErasureJson, AccountExportJson } from './personal-data-schemas.ts';

/** Writes everything about an account. */
export function toAccountExportJson(exported: AccountExport): AccountExportJson {
  const { exportedAt, account, devices, registrations, entitlements, tokens, events } = exported;
  return {
    exportedAt: toRfc3339(exportedAt),
    account: toListedAccountJson(account),
    devices: devices.map(toDeviceJson),
    registrations: registrations.map(registration => toRegistrationJson({ registration })),
    entitlements: entitlements.map(entitlement => toEntitlementJson(entitlement, exportedAt)),
    tokens: tokens.map(toTokenJson),
    events: events.map(toAuditEventJson)
  };
}

/** Writes what remains of an account. */
export function toAccountErasureJson({ anonymousId, erasedAt }: AccountErasure): AccountErasureJson {
  return { anonymousId, erasedAt: toRfc3339(erasedAt) };
}
