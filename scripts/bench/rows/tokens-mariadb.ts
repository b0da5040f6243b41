import { startMariaDb } from '../../mariadb.mjs';
import { createCustomers, type TokenRequest } from '../customers.ts';
import { createDatabase } from '../mariadb-database.ts';
import type { MeasuredProcess } from '../measured-process.ts';
import type { Row } from '../row.ts';
import { startEmulator, startForwarder, startService } from '../servers.ts';
import { compare } from '../statistics.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { tokensPerSecond } from './tokens.ts';

/** The whole service on MariaDB against a server that only makes the call, and against itself on SQLite. */
export const tokensMariaDb: Row = {
  name: 'tokens-mariadb',
  run: ({ quick }) =>
    inTemporaryFolder(async folder => {
      const seconds = quick ? 2 : 3;
      const mariaDb = await startMariaDb();
      const emulator = await startEmulator();
      const forwarder = await startForwarder(emulator.url);
      const databaseUrl = await createDatabase(mariaDb.url, 'bench');
      const onMariaDb = await startService(emulator.url, folder, databaseUrl);
      const onSqlite = await startService(emulator.url, folder);
      const wanted = new Map<MeasuredProcess, TokenRequest[]>([
        [onMariaDb, await createCustomers(onMariaDb, emulator.url, 64)],
        [onSqlite, await createCustomers(onSqlite, emulator.url, 64)],
        [forwarder, [{ method: 'POST', path: '/token', headers: {}, body: '' }]]
      ]);
      const cpu = new Map<MeasuredProcess, number[]>();

      const load = async (server: MeasuredProcess) => {
        const before = await server.usage();
        const perSecond = await tokensPerSecond(server.url, wanted.get(server) ?? [], seconds);
        const used = (await server.usage()).cpuSeconds - before.cpuSeconds;
        cpu.set(server, [...(cpu.get(server) ?? []), (used / (perSecond * seconds)) * 1e6]);
        return perSecond;
      };
      const cpuOf = (server: MeasuredProcess) =>
        cpu.get(server)?.toSorted((a, b) => a - b)[Math.floor(cpu.get(server)!.length / 2)] ?? 0;
      for (const server of wanted.keys()) await load(server);
      const rounds = quick ? 3 : 7;
      const { ratio, ...medians } = await compare(
        rounds,
        () => load(onMariaDb),
        () => load(forwarder)
      );
      for (let round = 0; round < rounds; round++) await load(onSqlite);
      await Promise.all([onMariaDb.stop(), onSqlite.stop(), forwarder.stop()]);
      await emulator.stop();
      await mariaDb.stop();

      return [
        {
          figure: ratio,
          measures: 'tokens/s of the service on MariaDB ÷ of bare forwarding',
          target: { atLeast: 0.15 },
          details: { service: Math.round(medians.ours), forwarding: Math.round(medians.theirs) }
        },
        {
          figure: cpuOf(onMariaDb) / cpuOf(onSqlite),
          measures: 'processor time of the service per token, MariaDB ÷ SQLite',
          target: { atMost: 3 },
          details: {
            'MariaDB µs': Math.round(cpuOf(onMariaDb)),
            'SQLite µs': Math.round(cpuOf(onSqlite))
          }
        }
      ];
    })
};
