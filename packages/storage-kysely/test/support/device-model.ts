import type { DeviceClass, DevicePolicyRules } from '@expressplay-binding/binding-core';

export type ModelDrm = 'widevine' | 'playready';

export interface ModelDevice {
  readonly deviceId: string;
  readonly deviceClass: DeviceClass;
  /** The physical device by DRM. */
  readonly bindings: Map<ModelDrm, string>;
  lastUsedAt: number;
}

export interface ModelRegistration {
  readonly registrationId: string;
  readonly account: ModelAccount;
  readonly drm: ModelDrm;
  readonly deviceClass: DeviceClass;
  readonly replaces: string | undefined;
  readonly joins: string | undefined;
  readonly override: boolean;
  readonly expiresAt: number;
  /** The physical devices that redeemed its token. */
  readonly redeemedBy: Set<string>;
  /** How it ended: `bound`, or the code of the refusal. */
  outcome: string | undefined;
}

interface ModelSwap {
  readonly kind: string;
  readonly grace: boolean;
  readonly at: number;
}

const second = 1000;
const year = 365 * 86_400 * second;

/** An account as the rules are told to a customer, as plainly as they can be written. */
export class ModelAccount {
  readonly accountId: string;
  suspended = false;
  maxDevices: number | undefined;
  devices: ModelDevice[] = [];
  removed: ModelDevice[] = [];
  #swaps: ModelSwap[] = [];
  #resetAt = 0;
  readonly #policy: () => DevicePolicyRules;

  constructor(accountId: string, policy: () => DevicePolicyRules) {
    this.accountId = accountId;
    this.#policy = policy;
  }

  get rules(): DevicePolicyRules {
    const rules = this.#policy();
    return this.maxDevices === undefined ? rules : { ...rules, maxDevices: this.maxDevices };
  }

  /** The devices that still have their slots, whether the others were written off already or not. */
  inUse(now: number): ModelDevice[] {
    const { idleAfterSeconds, overLimit } = this.rules;
    const idle = (device: ModelDevice) =>
      idleAfterSeconds !== undefined && now >= device.lastUsedAt + idleAfterSeconds * second;
    let staying = this.devices.filter(device => !idle(device));
    if (overLimit === 'deactivate-oldest')
      while (this.#tooMany(staying).length > 0) staying = without(staying, oldest(this.#tooMany(staying)));
    return staying;
  }

  #tooMany(devices: ModelDevice[]): ModelDevice[] {
    const tvs = devices.filter(({ deviceClass }) => deviceClass === 'tv');
    if (tvs.length > (this.rules.maxByClass?.tv ?? Number.POSITIVE_INFINITY)) return tvs;
    const counted = devices.filter(device => this.#counts(device.deviceClass));
    return counted.length > this.rules.maxDevices ? counted : [];
  }

  #counts(deviceClass: DeviceClass): boolean {
    return !this.rules.uncountedClasses?.includes(deviceClass);
  }

  /** How many of the slots are taken. */
  used(now: number): number {
    return this.inUse(now).filter(device => this.#counts(device.deviceClass)).length;
  }

  /** Writes off the devices that lost their slots by themselves. */
  keepUp(now: number): void {
    for (const device of without(this.devices, ...this.inUse(now))) this.#drop(device);
  }

  #drop(device: ModelDevice): void {
    this.devices = without(this.devices, device);
    this.removed.push(device);
  }

  /** Forgets the swaps up to this moment; those of the same millisecond count as earlier. */
  resetSwaps(now: number): void {
    this.#swaps = [];
    this.#resetAt = now;
  }

  /** `undefined` when the rules say no, otherwise whether a grace was needed. */
  #swapOf(kind: 'removal' | 'binding', now: number): { grace: boolean } | undefined {
    const rules = this.rules.swaps;
    if (rules?.count !== `${kind}s`) return { grace: false };
    const past = this.#swaps.filter(swap => swap.kind === kind);
    const inWindow = past.filter(({ at }) => at + rules.windowSeconds * second > now);
    const tooSoon = past.some(({ at }) => at + (rules.minIntervalSeconds ?? 0) * second > now);
    if (inWindow.length < rules.max && !tooSoon) return { grace: false };
    const graces = this.#swaps.filter(({ grace, at }) => grace && at + year > now);
    return graces.length < (rules.graceSwapsPerYear ?? 0) ? { grace: true } : undefined;
  }

  #count(kind: 'removal' | 'binding', grace: boolean, now: number): void {
    if (this.rules.swaps?.count === `${kind}s` && now > this.#resetAt)
      this.#swaps.push({ kind, grace, at: now });
  }

  #makesRoom(device: ModelDevice): boolean {
    return (
      this.#counts(device.deviceClass) ||
      (device.deviceClass === 'tv' && this.rules.maxByClass?.tv !== undefined)
    );
  }

  /** What becomes of a proven device: `bound` or the code of the refusal. `newId` names the slot if there is a new one. */
  bind(registration: ModelRegistration, physical: string, newId: string, now: number): string {
    if (this.suspended) return 'account-suspended';
    this.keepUp(now);
    const { drm, deviceClass, override, joins } = registration;
    if (this.devices.some(({ bindings }) => bindings.get(drm) === physical)) return 'bound';
    if (joins !== undefined) return this.#join(joins, drm, physical);

    const replaced = this.devices.find(({ deviceId }) => deviceId === registration.replaces);
    const leaving = replaced ? [replaced] : [];
    const refusal =
      this.#makeRoom(deviceClass, leaving, override) ?? (override ? undefined : this.#swap(leaving, now));
    if (refusal) return refusal;
    for (const device of leaving) this.#drop(device);
    const bindings = new Map([[drm, physical]]);
    this.devices.push({ deviceId: newId, deviceClass, bindings, lastUsedAt: now });
    return 'bound';
  }

  #join(deviceId: string, drm: ModelDrm, physical: string): string {
    const device = this.devices.find(active => active.deviceId === deviceId);
    if (!device) return 'device-removed';
    if (device.bindings.has(drm)) return 'device-already-bound';
    device.bindings.set(drm, physical);
    return 'bound';
  }

  /** Adds the devices to `leaving` that have to go; or says why it must not be. */
  #makeRoom(deviceClass: DeviceClass, leaving: ModelDevice[], override: boolean): string | undefined {
    const { maxDevices, maxByClass, whenFull, overLimit } = this.rules;
    if (override && overLimit !== 'deactivate-oldest') return undefined;
    const oldestLeave = override || whenFull === 'replace-oldest';
    const limits: [number, (device: ModelDevice) => boolean][] = [];
    if (deviceClass === 'tv' && maxByClass?.tv !== undefined)
      limits.push([maxByClass.tv, device => device.deviceClass === 'tv']);
    if (this.#counts(deviceClass)) limits.push([maxDevices, device => this.#counts(device.deviceClass)]);
    for (const [max, fills] of limits)
      for (;;) {
        const filling = without(this.devices, ...leaving).filter(fills);
        if (filling.length < max) break;
        if (!oldestLeave || max === 0) return 'device-limit-reached';
        leaving.push(oldest(filling));
      }
    return undefined;
  }

  /** Counts the swap; or says why it must not be. */
  #swap(leaving: readonly ModelDevice[], now: number): string | undefined {
    const binding = this.#swapOf('binding', now);
    if (!binding) return 'swap-not-allowed-yet';
    this.#count('binding', binding.grace, now);
    if (!leaving.some(device => this.#makesRoom(device))) return undefined;
    const removal = this.#swapOf('removal', now);
    if (!removal) return 'swap-not-allowed-yet';
    this.#count('removal', removal.grace, now);
    return undefined;
  }

  /** What becomes of a removal: `removed` or the code of the refusal. */
  remove(deviceId: string, override: boolean, now: number): string {
    const before = this.devices.find(active => active.deviceId === deviceId);
    const swap = this.#swapOf('removal', now);
    const kept = this.inUse(now);
    if (before && kept.includes(before) && !override && this.#makesRoom(before)) {
      // The refusal of a removal changes nothing, not even what was due.
      if (!swap) return 'swap-not-allowed-yet';
      this.#count('removal', swap.grace, now);
    }
    this.keepUp(now);
    const device = this.devices.find(active => active.deviceId === deviceId);
    if (device) this.#drop(device);
    return 'removed';
  }

  /** What becomes of a request for a token: `issued` or the code of the refusal. */
  issue(deviceId: string, now: number): string {
    if (this.suspended) return 'account-suspended';
    const device = this.inUse(now).find(active => active.deviceId === deviceId);
    if (!device) return 'device-removed';
    device.lastUsedAt = now;
    return 'issued';
  }
}

function without<T>(items: readonly T[], ...gone: readonly T[]): T[] {
  return items.filter(item => !gone.includes(item));
}

function oldest(devices: readonly ModelDevice[]): ModelDevice {
  return devices.reduce((first, device) =>
    device.lastUsedAt < first.lastUsedAt ||
    (device.lastUsedAt === first.lastUsedAt && device.deviceId < first.deviceId)
      ? device
      : first
  );
}
