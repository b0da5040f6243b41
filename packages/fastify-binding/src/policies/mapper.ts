import type { DevicePolicy } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import type { PolicyJson } from './schemas.ts';

/** Writes a policy. */
export function toPolicyJson({ name, ...rules }: DevicePolicy): PolicyJson {
  const { maxDevices, maxByClass, uncountedClasses, swaps, rebinds, ...others } = rules;
  return compact({
    name,
    maxDevices,
    maxByClass: maxByClass && { ...maxByClass },
    uncountedClasses: uncountedClasses && [...uncountedClasses],
    swaps: swaps && compact(swaps),
    rebinds: rebinds && { ...rebinds },
    ...others
  });
}
