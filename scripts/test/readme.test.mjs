// The walk-through of the README, pasted as written.
import t from 'tap';
import { pasteTwice, shells, withoutShell } from './support/documented-lines.mjs';

const key = Buffer.from('00112233445566778899aabbccddeeff', 'hex').toString('base64url');
const kid = Buffer.from('0123456789abcdef0123456789abcdef', 'hex').toString('base64url');

for (const [name, shell] of Object.entries(shells)) {
  t.test(
    `the lines of the README bind a film to one device, pasted into ${name} once and again`,
    { skip: withoutShell(shell) },
    async t => {
      const pastes = await pasteTwice(t, shell, 'README.md', 'walk-through');
      t.equal(pastes.length, 2);
      for (const paste of pastes)
        t.match(paste, [
          ['contentId', 'metropolis'],
          ['title', 'Metropolis'],
          ['state', 'pending'],
          ['drm', 'widevine'],
          ['type', 'temporary'],
          ['state', 'bound'],
          ['kind', 'purchase'],
          ['state', 'active'],
          ['drm', 'widevine'],
          ['binding', 'enforced'],
          ['keys', [{ kid, k: key }]],
          ['errorCode', -4001],
          ['errorMessage', /another device/]
        ]);
    }
  );
}
