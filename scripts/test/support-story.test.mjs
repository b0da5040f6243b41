// The story of docs/support.md, run as written against a stack of its own.
import t from 'tap';
import { runDocumentedLines } from './support/documented-lines.mjs';

t.test('a customer with a broken TV is refused, told when and what, and helped by staff', async t => {
  const [policy, account, tv, phone, removed, newPhone, refused, dryRun, overview, overridden, newTv, audit] =
    await runDocumentedLines(t, 'docs/support.md', 'support-story');
  const reason = 'Ticket 4711: the TV is broken';

  t.match(policy, { name: 'two-screens', maxDevices: 2 });
  t.match(account, { policy: { name: 'two-screens' }, overLimit: [], deactivated: [] });
  for (const { state } of [tv, phone, newPhone, newTv]) t.equal(state, 'bound');
  t.match(removed, { state: 'removed', removedAs: 'customer' });

  const { nextAllowedAt } = refused;
  t.ok(Date.parse(nextAllowedAt) > Date.now() + 29 * 86_400_000, 'told when');
  t.match(refused, {
    code: 'device-limit-reached',
    detail: nextAllowedAt,
    conflicts: [
      { deviceId: tv.device.deviceId, name: 'Living room TV', class: 'tv', removable: false, nextAllowedAt },
      { deviceId: newPhone.device.deviceId, name: 'New phone', class: 'mobile', removable: false }
    ]
  });
  t.match(dryRun, { allowed: false, problem: { code: 'swap-not-allowed-yet', nextAllowedAt } });
  t.match(overview, { slots: { total: 2, used: 2, free: 0 }, nextAllowedAt });

  t.match(overridden, { deviceId: tv.device.deviceId, state: 'removed', removedAs: 'staff' });
  t.match(audit.items, [
    {
      action: 'device.removed',
      actor: 'bootstrap',
      reason,
      details: { cause: 'staff', name: 'Living room TV' }
    }
  ]);
});
