import type { Capability } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toRfc3339 } from '../http/times.ts';
import type { CapabilityJson } from './schemas.ts';

/** Writes what a DRM can do. */
export function toCapabilityJson({ learned, ...capability }: Capability): CapabilityJson {
  return compact({
    ...capability,
    learned:
      learned &&
      compact({
        deviceBinding: learned.deviceBinding,
        learnedAt: toRfc3339(learned.learnedAt),
        upstreamCode: learned.upstreamCode
      })
  });
}
