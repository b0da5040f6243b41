import { sql } from 'kysely';
import type { Tables } from '../src/index.ts';
import { onEachDatabase, open } from './support/databases.ts';
import { openDatabase } from './support/raw.ts';
import * as sample from './support/samples.ts';

const { accountId, moment } = sample;

onEachDatabase('nothing of an erased account stays in any table', async (t, database) => {
  if (!database.shared) return t.comment('Another connection cannot see this database.');
  const url = await database.createUrl(t);
  const { store } = await open(t, url);
  const [kept, erased] = ['somebody else', accountId];
  for (const [number, id] of [kept, erased].entries())
    await store.inAccount(id, moment, async unit => {
      const own = { accountId: id };
      const device = { ...sample.activeDevice, ...own, deviceId: `dev_${number}` };
      await unit.insertRegistration(
        {
          ...sample.pendingRegistration,
          ...own,
          registrationId: `reg_${number}`,
          cookie: `cookie ${number}`
        },
        moment
      );
      await unit.insertDevice(device);
      await unit.insertBinding(id, device.deviceId, {
        ...sample.binding,
        drmDeviceId: `${number}`.repeat(32)
      });
      await unit.findOtherHolders(id, sample.binding.drm, `${number}`.repeat(32));
      await unit.insertEntitlement({ ...sample.entitlement, ...own, entitlementId: `ent_${number}` });
      await unit.insertToken({
        ...sample.token,
        ...own,
        tokenId: `tok_${number}`,
        deviceId: device.deviceId,
        entitlementId: `ent_${number}`
      });
      await unit.insertSwap({ ...sample.swap, ...own, swapId: `swp_${number}`, deviceId: device.deviceId });
      await unit.insertPlayerSession({
        ...sample.playerSession,
        ...own,
        sessionId: `ses_${number}`,
        codeHash: `${number}`.repeat(64)
      });
      await unit.insertBindingCheck(
        { ...sample.bindingCheck, ...own, checkId: `chk_${number}`, cookie: `check ${number}` },
        moment
      );
      await unit.insertDummyToken({ ...own, tokenId: `dum_${number}` });
      await unit.saveIdempotencyRecord({ ...sample.idempotencyRecord, ...own });
      await unit.appendAuditEvent({ ...sample.auditEvent, ...own, eventId: `aud_${number}`, subject: id });
      await unit.appendEvent({ ...sample.event, ...own, eventId: `evt_${number}` });
    });
  await store.publishEvents(10);
  for (const [number, id] of [kept, erased].entries())
    await store.inAccount(id, moment, unit =>
      unit.appendEvent({ ...sample.event, accountId: id, eventId: `evt_${number}_unpublished` })
    );

  const raw = await openDatabase(t, url);
  const rowsWith = (id: string) =>
    raw.alter(async db => {
      const tables = await db.introspection.getTables();
      const ofAccounts = tables.filter(({ columns }) => columns.some(({ name }) => name === 'account_id'));
      const counts = ofAccounts.map(async ({ name }) => {
        const rows = await db
          .selectFrom(name as keyof Tables)
          .selectAll()
          .where(sql.ref('account_id'), '=', id)
          .execute();
        return [name, rows.length] as const;
      });
      return Object.fromEntries(await Promise.all(counts));
    });
  const before = await rowsWith(erased);
  for (const [table, count] of Object.entries(before)) t.ok(count > 0, `${table} has a row of the account`);

  const anonymousId = await store.eraseAccount(erased, id => ({
    auditEvent: {
      ...sample.auditEvent,
      eventId: 'aud_9',
      accountId: id,
      action: 'account.erased',
      subject: id
    }
  }));
  for (const [table, count] of Object.entries(await rowsWith(erased))) t.equal(count, 0, table);
  t.strictSame(await rowsWith(kept), before, 'another account keeps everything');

  const { items } = await store.listAuditEvents({ accountId: anonymousId }, { limit: 9 });
  t.match(
    items.map(({ action, subject, reason, details }) => ({ action, subject, reason, details })),
    [
      { action: 'account.erased', subject: anonymousId },
      { action: sample.auditEvent.action, subject: anonymousId, reason: undefined, details: {} }
    ]
  );
  t.notMatch(anonymousId, accountId);
  const again = await store.inAccount(erased, moment, async unit => unit.account.createdAt);
  t.equal(again, moment, 'the account can begin again');
});
