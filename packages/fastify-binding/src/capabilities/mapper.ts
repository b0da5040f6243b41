import type { Capability } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toOptionalRfc3339 } from '../http/times.ts';
import type { CapabilityJson } from './schemas.ts';

/** Writes what is known of a DRM. */
export function toCapabilityJson(capability: Capability): CapabilityJson {
  return compact({
    ...capability,
    checkedAt: toOptionalRfc3339(capability.checkedAt),
    learnedAt: toOptionalRfc3339(capability.learnedAt),
    learnedUntil: toOptionalRfc3339(capability.learnedUntil)
  });
}
