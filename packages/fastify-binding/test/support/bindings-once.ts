import type { AccountUnit, Store } from '@expressplay-binding/binding-core';

/** Writes the bindings of a new device once, whether the rules hand them over with the device, apart, or both. */
export function withBindingsOnce(store: Store): Store {
  return {
    ...store,
    inAccount: (accountId, now, work) => store.inAccount(accountId, now, unit => work(bindingsOnce(unit)))
  };
}

function bindingsOnce(unit: AccountUnit): AccountUnit {
  const written = new Set<string>();
  const insertBinding: AccountUnit['insertBinding'] = async (accountId, deviceId, binding) => {
    const key = `${deviceId} ${binding.drm}`;
    if (written.has(key)) return;
    written.add(key);
    await unit.insertBinding(accountId, deviceId, binding);
  };
  return {
    ...unit,
    insertBinding,
    async insertDevice(device) {
      await unit.insertDevice({ ...device, bindings: [] });
      for (const binding of device.bindings) await insertBinding(device.accountId, device.deviceId, binding);
    }
  };
}
