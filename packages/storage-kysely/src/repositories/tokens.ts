import { type Drm, lowestId, type TokenBinding, type TokenRecord } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { Context } from '../context.ts';
import { latest } from '../latest.ts';
import { before, rowsFor, toPage } from '../paging.ts';
import { preparedInsert } from '../prepared.ts';
import type { OfflineLicenseRow, TokenRow } from '../tables.ts';
import { markDeviceUsed } from './devices.ts';

/** Lists tokens, newest first. */
export const listTokens: Query<'listTokens'> = async ({ db }, accountId, page) => {
  const rows = await db
    .selectFrom('tokens')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('token_id', '<', before(page))
    .orderBy('token_id', 'desc')
    .limit(rowsFor(page))
    .execute();
  return toPage(rows.map(toToken), page, token => token.tokenId);
};

/** Counts the tokens issued after the moment; ids contain the time. */
export const countTokens: Query<'countTokens'> = async ({ db }, accountId, after) => {
  const { count } = await db
    .selectFrom('tokens')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('token_id', '>=', lowestId('tok', after + 1))
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Lists the devices that keep the content offline after the moment, with their bindings. */
export const listOfflineHolders: Query<'listOfflineHolders'> = async (
  { db },
  accountId,
  entitlementId,
  after
) => {
  const rows = await db
    .selectFrom('offline_licenses as license')
    .leftJoin('device_bindings as binding', join =>
      join
        .onRef('binding.account_id', '=', 'license.account_id')
        .onRef('binding.device_id', '=', 'license.device_id')
    )
    .select(['license.device_id', 'binding.drm', 'binding.drm_device_id'])
    .where('license.account_id', '=', accountId)
    .where('license.entitlement_id', '=', entitlementId)
    .where('license.playable_until', '>', after)
    .execute();
  const ofDevice = Map.groupBy(rows, row => row.device_id);
  return [...ofDevice].map(([deviceId, own]) => ({
    deviceId,
    bindings: own.flatMap(({ drm, drm_device_id }) =>
      drm === null || drm_device_id === null ? [] : [{ drm: drm as Drm, drmDeviceId: drm_device_id }]
    )
  }));
};

/** Inserts the token. If it has a device, updates what is stored about the device's tokens. */
export const insertToken: Query<'insertToken'> = async (context, token) => {
  await insertRow(context, toRow(token));
  const { deviceId } = token;
  if (deviceId === undefined) return;
  await markDeviceUsed(context, token, deviceId);
  if (token.persistent) await saveOfflineLicense(context, token, deviceId);
};

async function saveOfflineLicense(
  { db, dialect }: Context,
  { accountId, entitlementId, playableUntil }: TokenRecord,
  deviceId: string
): Promise<void> {
  const row: OfflineLicenseRow = {
    account_id: accountId,
    entitlement_id: entitlementId,
    device_id: deviceId,
    playable_until: playableUntil
  };
  await dialect.keepExisting(db.insertInto('offline_licenses').values(row), 'account_id').execute();
  await db
    .updateTable('offline_licenses')
    .set({ playable_until: latest('playable_until', playableUntil) })
    .where('account_id', '=', accountId)
    .where('entitlement_id', '=', entitlementId)
    .where('device_id', '=', deviceId)
    .execute();
}

const insertRow = preparedInsert('tokens');

export function toToken(row: TokenRow): TokenRecord {
  return {
    tokenId: row.token_id,
    accountId: row.account_id,
    actor: row.actor,
    entitlementId: row.entitlement_id,
    contentId: row.content_id,
    deviceId: row.device_id ?? undefined,
    drm: row.drm as Drm,
    binding: row.binding as TokenBinding,
    persistent: row.persistent === 1,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    playableUntil: row.playable_until
  };
}

function toRow(token: TokenRecord): TokenRow {
  return {
    account_id: token.accountId,
    token_id: token.tokenId,
    actor: token.actor,
    entitlement_id: token.entitlementId,
    content_id: token.contentId,
    device_id: token.deviceId ?? null,
    drm: token.drm,
    binding: token.binding,
    persistent: token.persistent ? 1 : 0,
    issued_at: token.issuedAt,
    expires_at: token.expiresAt,
    playable_until: token.playableUntil
  };
}
