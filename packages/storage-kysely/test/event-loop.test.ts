import { stat } from 'node:fs/promises';
import { setImmediate as nextCheck, setTimeout as sleep } from 'node:timers/promises';
import { onEachDatabase, openEmpty } from './support/databases.ts';
import { accountId, content, moment, token } from './support/samples.ts';

/** From where in Node's event loop a request may go on. */
const phases: readonly (() => Promise<unknown>)[] = [
  () => Promise.resolve(),
  () => new Promise<void>(resolve => process.nextTick(resolve)),
  () => new Promise<void>(resolve => queueMicrotask(resolve)),
  () => sleep(0),
  () => nextCheck(),
  () => stat('.')
];

onEachDatabase(
  'reads and writes work together in any phase of the event loop, and reads see acknowledged writes',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const rounds = database.name === 'MySQL' ? 15 : 150;
    let written = 0;
    let saved = 0;

    const write = async () => {
      const number = written + 1;
      written = number;
      await store.inAccount(accountId, moment, unit =>
        unit.insertToken({ ...token, tokenId: `tok_${number}`, deviceId: undefined, persistent: false })
      );
      const { items } = await store.listAuditEvents({ subject: `tok_${number}` }, { limit: 1 });
      if (items.length !== 1) t.fail(`token ${number} was acknowledged and is not there`);
    };
    const save = async () => {
      saved += 1;
      const title = `title ${saved}`;
      await store.saveContent({ ...content, contentId: title, title });
      if ((await store.findContent(title))?.title !== title) t.fail(`${title} was saved and is not there`);
    };
    const read = async () => {
      await store.findContent(content.contentId);
      await store.listActiveDevices(accountId);
    };

    await Promise.all(
      phases.flatMap((phase, number) =>
        [write, save, read].map(async work => {
          for (let round = 0; round < rounds; round += 1) {
            await phases[(number + round) % phases.length]!();
            await work();
            await phase();
          }
        })
      )
    );
    t.equal((await store.listTokens(accountId, { limit: 10_000 })).items.length, rounds * phases.length);
    t.equal((await store.listContents({ limit: 10_000 })).items.length, rounds * phases.length);
  }
);
