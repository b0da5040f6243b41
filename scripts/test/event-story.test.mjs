// The example of docs/events.md, pasted as written.
import t from 'tap';
import { pasteTwice, shells, withoutShell } from './support/documented-lines.mjs';

for (const [name, shell] of Object.entries(shells)) {
  t.test(
    `the event feed tells of a bound and of a refused device, pasted into ${name} once and again`,
    { skip: withoutShell(shell) },
    async t => {
      const pastes = await pasteTwice(t, shell, 'docs/events.md', 'event-story');
      t.equal(pastes.length, 2);
      for (const paste of pastes)
        t.match(paste, [
          ['first', 'device.bound Living room TV'],
          ['second', 'registration.refused device-limit-reached']
        ]);
    }
  );
}
