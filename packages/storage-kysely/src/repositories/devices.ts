import type {
  Device,
  DeviceBinding,
  Drm,
  PageRequest,
  Timestamp,
  TokenRecord
} from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { Context } from '../context.ts';
import { latest } from '../latest.ts';
import { after, before, rowsFor, toPage } from '../paging.ts';
import { prepared } from '../prepared.ts';
import type { DeviceRow } from '../tables.ts';
import { findBindings, listActiveBindings, listBindings } from './device-bindings.ts';

export const findDevice: Query<'findDevice'> = async (context, accountId, deviceId) => {
  const [found, bindings] = await Promise.all([
    deviceOfId(context, accountId, deviceId),
    findBindings(context, accountId, deviceId)
  ]);
  const [row] = found.rows;
  return row && toDevice(row, bindings);
};

const deviceOfId = prepared(({ db }, accountId: string, deviceId: string) =>
  db.selectFrom('devices').selectAll().where('account_id', '=', accountId).where('device_id', '=', deviceId)
);

/** The active device that holds the binding. */
export const findDeviceByBinding: Query<'findDeviceByBinding'> = async (
  context,
  accountId,
  drm,
  drmDeviceId
) => {
  const row = await context.db
    .selectFrom('device_bindings')
    .innerJoin('devices', join =>
      join
        .onRef('devices.account_id', '=', 'device_bindings.account_id')
        .onRef('devices.device_id', '=', 'device_bindings.device_id')
    )
    .selectAll('devices')
    .where('device_bindings.account_id', '=', accountId)
    .where('device_bindings.drm', '=', drm)
    .where('device_bindings.drm_device_id', '=', drmDeviceId)
    .where('devices.state', '=', 'active')
    .executeTakeFirst();
  return row && toDevice(row, await findBindings(context, accountId, row.device_id));
};

/** Lists active devices, oldest first. */
export const listActiveDevices: Query<'listActiveDevices'> = async (context, accountId) => {
  const [{ rows }, bindings] = await Promise.all([
    activeDevices(context, accountId),
    listActiveBindings(context, accountId)
  ]);
  return rows.map(row => toDevice(row, bindings.get(row.device_id) ?? []));
};

const activeDevices = prepared(({ db }, accountId: string) =>
  db
    .selectFrom('devices')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('state', '=', 'active')
    .orderBy('device_id')
);

/** Finds what the slots of the accounts hold: their active devices by account, oldest first. */
export async function listSlotHolders({ db }: Context, accountIds: readonly string[]) {
  if (accountIds.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('devices')
    .select(['account_id', 'device_id', 'class', 'created_at', 'last_token_at'])
    .where('account_id', 'in', accountIds)
    .where('state', '=', 'active')
    .orderBy('account_id')
    .orderBy('device_id')
    .execute();
  const holders = rows.map(row => ({
    accountId: row.account_id,
    deviceId: row.device_id,
    class: row.class,
    createdAt: row.created_at,
    lastTokenAt: row.last_token_at ?? undefined
  }));
  return Map.groupBy(holders, holder => holder.accountId);
}

/** Lists devices, newest first. */
export const listDevices: Query<'listDevices'> = async (context, accountId, page) => {
  const rows = await context.db
    .selectFrom('devices')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('device_id', '<', before(page))
    .orderBy('device_id', 'desc')
    .limit(rowsFor(page))
    .execute();
  return toPage(await toDevices(context, accountId, rows), page, device => device.deviceId);
};

/** Searches the devices of all accounts, in order of account and device. */
export const searchDevices: Query<'searchDevices'> = async (context, filter, page) => {
  const keys = await (filter.deviceId === undefined
    ? holdersOf(context, filter.drm, filter.drmDeviceId, page)
    : accountsOf(context, filter.deviceId));
  const found = await Promise.all(
    keys.map(({ account_id, device_id }) => findDevice(context, account_id, device_id))
  );
  return toPage(
    found.filter(device => device !== undefined),
    page,
    device => device.accountId + keySeparator + device.deviceId
  );
};

type DeviceKey = Pick<DeviceRow, 'account_id' | 'device_id'>;

/** The id of a device is unique: at most one account has it. */
function accountsOf({ db }: Context, deviceId: string): Promise<DeviceKey[]> {
  return db
    .selectFrom('devices')
    .select(['account_id', 'device_id'])
    .where('device_id', '=', deviceId)
    .limit(1)
    .execute();
}

function holdersOf({ db }: Context, drm: Drm, drmDeviceId: string, page: PageRequest): Promise<DeviceKey[]> {
  const [accountId = '', deviceId = ''] = after(page).split(keySeparator);
  return db
    .selectFrom('device_bindings')
    .select(['account_id', 'device_id'])
    .where('drm', '=', drm)
    .where('drm_device_id', '=', drmDeviceId)
    .where('account_id', '>=', accountId)
    .where(({ not, and, eb }) =>
      not(and([eb('account_id', '=', accountId), eb('device_id', '<=', deviceId)]))
    )
    .orderBy('account_id')
    .orderBy('device_id')
    .limit(rowsFor(page))
    .execute();
}

/** Account ids and device ids have no control characters. */
const keySeparator = '\n';

/** Writes everything except the bindings. */
export const insertDevice: Query<'insertDevice'> = async ({ db }, device) => {
  await db.insertInto('devices').values(toRow(device)).execute();
};

/** Writes everything except the bindings. */
export const updateDevice: Query<'updateDevice'> = async ({ db }, device) => {
  const { account_id, device_id, ...changes } = toRow(device);
  await db
    .updateTable('devices')
    .set(changes)
    .where('account_id', '=', account_id)
    .where('device_id', '=', device_id)
    .execute();
};

/** The latest moment until which a token of the device may play. */
export const findPlayableUntil: Query<'findPlayableUntil'> = async ({ db }, accountId, deviceId) => {
  const row = await db
    .selectFrom('devices')
    .select('playable_until')
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  return row?.playable_until ?? undefined;
};

/** Updates the device of the token: when it was last used and until when it can play. */
export async function markDeviceUsed(
  context: Context,
  { issuedAt, playableUntil, accountId }: TokenRecord,
  deviceId: string
): Promise<void> {
  await markUsed(context, issuedAt, playableUntil, accountId, deviceId);
}

const markUsed = prepared(
  ({ db }, lastTokenAt: Timestamp, playableUntil: Timestamp, accountId: string, deviceId: string) =>
    db
      .updateTable('devices')
      .set({
        last_token_at: latest('last_token_at', lastTokenAt),
        playable_until: latest('playable_until', playableUntil)
      })
      .where('account_id', '=', accountId)
      .where('device_id', '=', deviceId)
);

async function toDevices(
  context: Context,
  accountId: string,
  rows: readonly DeviceRow[]
): Promise<readonly Device[]> {
  const bindings = await listBindings(
    context,
    accountId,
    rows.map(row => row.device_id)
  );
  return rows.map(row => toDevice(row, bindings.get(row.device_id) ?? []));
}

function toDevice(row: DeviceRow, bindings: readonly DeviceBinding[]): Device {
  return {
    deviceId: row.device_id,
    accountId: row.account_id,
    name: row.name,
    class: row.class,
    state: row.state,
    bindings,
    createdAt: row.created_at,
    lastTokenAt: row.last_token_at ?? undefined,
    removedAt: row.removed_at ?? undefined,
    removedAs: row.removed_as ?? undefined
  };
}

function toRow(device: Device): Omit<DeviceRow, 'playable_until'> {
  return {
    account_id: device.accountId,
    device_id: device.deviceId,
    name: device.name,
    class: device.class,
    state: device.state,
    created_at: device.createdAt,
    last_token_at: device.lastTokenAt ?? null,
    removed_at: device.removedAt ?? null,
    removed_as: device.removedAs ?? null
  };
}
