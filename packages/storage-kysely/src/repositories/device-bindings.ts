import type { DeviceBinding, Drm } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { Context } from '../context.ts';
import { prepared } from '../prepared.ts';
import type { DeviceBindingRow } from '../tables.ts';

/** The bindings of a device, in order of DRM. */
export async function findBindings(
  context: Context,
  accountId: string,
  deviceId: string
): Promise<readonly DeviceBinding[]> {
  const { rows } = await bindingsOfDevice(context, accountId, deviceId);
  return inOrder(rows).map(toBinding);
}

const bindingsOfDevice = prepared(({ db }, accountId: string, deviceId: string) =>
  db
    .selectFrom('device_bindings')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
);

/** The bindings of an account's devices by device id, in order of DRM. */
export async function listBindings(
  { db }: Context,
  accountId: string,
  deviceIds: readonly string[]
): Promise<ReadonlyMap<string, readonly DeviceBinding[]>> {
  if (deviceIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('device_bindings')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('device_id', 'in', deviceIds)
    .execute();
  return byDevice(rows);
}

/** The bindings of an account's active devices by device id, in order of DRM. */
export async function listActiveBindings(
  context: Context,
  accountId: string
): Promise<ReadonlyMap<string, readonly DeviceBinding[]>> {
  return byDevice((await bindingsOfActiveDevices(context, accountId)).rows);
}

const bindingsOfActiveDevices = prepared(({ db }, accountId: string) =>
  db
    .selectFrom('devices')
    .innerJoin('device_bindings', join =>
      join
        .onRef('device_bindings.account_id', '=', 'devices.account_id')
        .onRef('device_bindings.device_id', '=', 'devices.device_id')
    )
    .selectAll('device_bindings')
    .where('devices.account_id', '=', accountId)
    .where('devices.state', '=', 'active')
);

function byDevice(rows: readonly DeviceBindingRow[]): ReadonlyMap<string, readonly DeviceBinding[]> {
  const rowsByDevice = Map.groupBy(inOrder(rows), row => row.device_id);
  return new Map([...rowsByDevice].map(([deviceId, ofDevice]) => [deviceId, ofDevice.map(toBinding)]));
}

/** Sorts here instead of by ORDER BY: with it SQLite plans the statement again for each device, which takes longer than running it. */
function inOrder(rows: readonly DeviceBindingRow[]): DeviceBindingRow[] {
  return rows.toSorted((a, b) => (a.drm < b.drm ? -1 : 1));
}

export const insertBinding: Query<'insertBinding'> = async ({ db }, accountId, deviceId, binding) => {
  const row: DeviceBindingRow = {
    account_id: accountId,
    device_id: deviceId,
    drm: binding.drm,
    drm_device_id: binding.drmDeviceId,
    cookie: binding.cookie,
    bound_at: binding.boundAt
  };
  await db.insertInto('device_bindings').values(row).execute();
};

/** Writes the device's binding for the DRM of this one. */
export const updateBinding: Query<'updateBinding'> = async ({ db }, accountId, deviceId, binding) => {
  await db
    .updateTable('device_bindings')
    .set({ drm_device_id: binding.drmDeviceId, cookie: binding.cookie, bound_at: binding.boundAt })
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .where('drm', '=', binding.drm)
    .execute();
};

/**
 * The other accounts with an active device that holds the binding. The row of the device id stays locked until the
 * transaction ends, so that two accounts cannot both find it free.
 */
export const findOtherHolders: Query<'findOtherHolders'> = async (
  { db, dialect },
  accountId,
  drm,
  drmDeviceId
) => {
  const row = { drm, drm_device_id: drmDeviceId };
  await dialect.keepExisting(db.insertInto('drm_devices').values(row), 'drm').execute();
  const holders = await db
    .selectFrom('device_bindings')
    .innerJoin('devices', join =>
      join
        .onRef('devices.account_id', '=', 'device_bindings.account_id')
        .onRef('devices.device_id', '=', 'device_bindings.device_id')
    )
    .select('device_bindings.account_id')
    .where('device_bindings.drm', '=', drm)
    .where('device_bindings.drm_device_id', '=', drmDeviceId)
    .where('device_bindings.account_id', '!=', accountId)
    .where('devices.state', '=', 'active')
    .orderBy('device_bindings.account_id')
    .execute();
  return holders.map(holder => holder.account_id);
};

function toBinding(row: DeviceBindingRow): DeviceBinding {
  return {
    drm: row.drm as Drm,
    drmDeviceId: row.drm_device_id,
    cookie: row.cookie,
    boundAt: row.bound_at
  };
}
