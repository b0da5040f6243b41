// The story of docs/support.md, pasted as written.
import t from 'tap';
import { pasteTwice, shells, withoutShell } from './support/documented-lines.mjs';

for (const [name, shell] of Object.entries(shells)) {
  t.test(
    `a customer is refused, told when and what, and helped by staff, pasted into ${name} once and again`,
    { skip: withoutShell(shell) },
    async t => {
      const pastes = await pasteTwice(t, shell, 'docs/support.md', 'support-story');
      t.equal(pastes.length, 2);
      for (const paste of pastes) {
        const nextAllowedAt = paste.find(([member]) => member === 'nextAllowedAt')?.[1];
        t.ok(Date.parse(nextAllowedAt) > Date.now() + 29 * 86_400_000, 'told when');
        t.match(paste, [
          ['name', 'two-screens'],
          ['maxDevices', 2],
          ['overLimit', []],
          ['state', 'bound'],
          ['state', 'bound'],
          ['state', 'removed'],
          ['removedAs', 'customer'],
          ['state', 'bound'],
          ['code', 'device-limit-reached'],
          [
            'conflicts',
            [
              { name: 'Living room TV', class: 'tv', removable: false, nextAllowedAt },
              { name: 'New phone', class: 'mobile', removable: false }
            ]
          ],
          ['nextAllowedAt', nextAllowedAt],
          ['allowed', false],
          ['problem', { code: 'swap-not-allowed-yet', nextAllowedAt }],
          ['slots', { total: 2, used: 2, free: 0 }],
          ['nextAllowedAt', nextAllowedAt],
          ['state', 'removed'],
          ['removedAs', 'staff'],
          ['playableUntil', undefined],
          ['state', 'bound'],
          [
            'items',
            [{ action: 'device.removed', actor: 'bootstrap', reason: 'Ticket 4711: the TV is broken' }]
          ]
        ]);
      }
    }
  );
}
