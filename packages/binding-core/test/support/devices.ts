import type { Device, DeviceClass, Swap } from '../../src/index.ts';

/** An active device that was bound, and last used, at a moment. */
export function aDevice(
  deviceId: string,
  more: { class?: DeviceClass; createdAt?: number; lastTokenAt?: number } = {}
): Device {
  return {
    deviceId,
    accountId: 'ada',
    name: deviceId,
    class: more.class ?? 'tv',
    state: 'active',
    bindings: [],
    createdAt: more.createdAt ?? 0,
    lastTokenAt: more.lastTokenAt
  };
}

export function aSwap(at: number, more: Partial<Swap> = {}): Swap {
  return { swapId: `swp_${at}`, accountId: 'ada', deviceId: 'd', kind: 'removal', grace: false, at, ...more };
}
