import type {
  Device,
  DeviceBinding,
  DeviceClass,
  Drm,
  Page,
  PageRequest,
  RemovalCause,
  Timestamp,
  TokenRecord
} from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import { latest } from '../latest.ts';
import { before, rowsFor, toPage } from '../paging.ts';
import { prepared } from '../prepared.ts';
import type { DeviceRow, Tables } from '../tables.ts';
import { findBindings, listBindings } from './device-bindings.ts';

export async function findDevice(
  db: Kysely<Tables>,
  accountId: string,
  deviceId: string
): Promise<Device | undefined> {
  const [found, bindings] = await Promise.all([
    deviceOfId(db, accountId, deviceId),
    findBindings(db, accountId, deviceId)
  ]);
  const [row] = found.rows;
  return row && toDevice(row, bindings);
}

const deviceOfId = prepared((db, accountId: string, deviceId: string) =>
  db.selectFrom('devices').selectAll().where('account_id', '=', accountId).where('device_id', '=', deviceId)
);

/** The active device that holds the binding. */
export async function findDeviceByBinding(
  db: Kysely<Tables>,
  accountId: string,
  drm: Drm,
  drmDeviceId: string
): Promise<Device | undefined> {
  const row = await db
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
  return row && toDevice(row, await findBindings(db, accountId, row.device_id));
}

/** Oldest first. */
export async function listActiveDevices(db: Kysely<Tables>, accountId: string): Promise<readonly Device[]> {
  const rows = await db
    .selectFrom('devices')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('state', '=', 'active')
    .orderBy('device_id')
    .execute();
  return toDevices(db, accountId, rows);
}

/** Newest first. */
export async function listDevices(
  db: Kysely<Tables>,
  accountId: string,
  page: PageRequest
): Promise<Page<Device>> {
  const rows = await db
    .selectFrom('devices')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('device_id', '<', before(page))
    .orderBy('device_id', 'desc')
    .limit(rowsFor(page))
    .execute();
  return toPage(await toDevices(db, accountId, rows), page, device => device.deviceId);
}

/** Writes everything but the bindings. */
export async function insertDevice(db: Kysely<Tables>, device: Device): Promise<void> {
  await db.insertInto('devices').values(toRow(device)).execute();
}

/** Writes everything but the bindings. */
export async function updateDevice(db: Kysely<Tables>, device: Device): Promise<void> {
  const { account_id, device_id, ...changes } = toRow(device);
  await db
    .updateTable('devices')
    .set(changes)
    .where('account_id', '=', account_id)
    .where('device_id', '=', device_id)
    .execute();
}

/** The latest moment until which a token of the device may play. */
export async function findPlayableUntil(
  db: Kysely<Tables>,
  accountId: string,
  deviceId: string
): Promise<Timestamp | undefined> {
  const row = await db
    .selectFrom('devices')
    .select('playable_until')
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  return row?.playable_until ?? undefined;
}

/** Writes on the device that got the token when it was last used and until when it plays. */
export async function markDeviceUsed(
  db: Kysely<Tables>,
  { issuedAt, playableUntil, accountId }: TokenRecord,
  deviceId: string
): Promise<void> {
  await markUsed(db, issuedAt, playableUntil, accountId, deviceId);
}

const markUsed = prepared(
  (db, lastTokenAt: Timestamp, playableUntil: Timestamp, accountId: string, deviceId: string) =>
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
  db: Kysely<Tables>,
  accountId: string,
  rows: readonly DeviceRow[]
): Promise<readonly Device[]> {
  const bindings = await listBindings(
    db,
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
    class: row.class as DeviceClass,
    state: row.state as Device['state'],
    bindings,
    createdAt: row.created_at,
    lastTokenAt: row.last_token_at ?? undefined,
    removedAt: row.removed_at ?? undefined,
    removedAs: (row.removed_as as RemovalCause | null) ?? undefined
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
