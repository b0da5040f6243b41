import { type Drm, drms } from '@expressplay-binding/binding-core';
import { compareSizes } from '../filled-databases.ts';
import { timed } from '../in-parallel.ts';
import type { Row } from '../row.ts';
import type { Rules } from '../rules.ts';
import { devicesPerAccount } from '../stored-devices.ts';

/** What the number of stored accounts does to the search and to the account page of the console. */
export const consolePages: Row = {
  name: 'console',
  run: ({ quick }) =>
    compareSizes({
      many: devicesPerAccount * (quick ? 100_000 : 1_000_000),
      // The small database has 500 accounts, and no account is asked for twice.
      rounds: quick ? 3 : 9,
      target: { atMost: 2 },
      asks: { 'a search': search, 'an account page': readPage },
      stored: devices => `${devices / devicesPerAccount} accounts stored`
    })
};

const page = { limit: 50 };

/** What the search box asks: a text may be the beginning of an account id, a DRM's device id or an order id. */
async function search({ binding }: Rules, text: string): Promise<number> {
  return timed(() =>
    Promise.all([
      binding.listAccounts(text, page),
      ...drms.map((drm: Drm) => binding.searchDevices({ drm, drmDeviceId: text }, page)),
      binding.searchEntitlements(text, page)
    ])
  );
}

/** What the page of an account reads. */
async function readPage({ binding }: Rules, accountId: string): Promise<number> {
  return timed(async () => {
    const [devices] = await Promise.all([
      binding.listDevices(accountId, page),
      binding.readAccount(accountId),
      binding.listRegistrations(accountId, page),
      binding.listEntitlements(accountId, page),
      binding.listTokens(accountId, page),
      binding.listAuditEvents({ accountId }, page),
      binding.previewRegistration({ accountId, drm: 'widevine' })
    ]);
    await Promise.all(
      devices.items.flatMap(({ deviceId, bindings }) => [
        binding.previewRemoval(accountId, deviceId),
        ...bindings.map(({ drm, drmDeviceId }) => binding.searchDevices({ drm, drmDeviceId }, page))
      ])
    );
  });
}
