#!/usr/bin/env node
import { openStorage, type Storage } from '@expressplay-binding/storage-kysely';
import { runApiKeysCommand } from './api-keys/commands.ts';
import { readConfiguration, readStorageConfiguration } from './config/configuration.ts';
import { importContents } from './contents/import-contents.ts';
import { rotateKeys } from './contents/rotate-keys.ts';
import { exitWithSentence } from './exit-with-sentence.ts';
import { runSelftestCommand } from './selftest/command.ts';
import { UsageError } from './usage-error.ts';

const [command = 'serve', ...args] = process.argv.slice(2);
const print = (line: string) => console.log(line);

try {
  if (!(await run())) process.exitCode = 1;
} catch (error) {
  exitWithSentence(error);
}

/** Says whether all went well. */
async function run(): Promise<boolean> {
  switch (command) {
    case 'serve':
      await import('./server.ts');
      return true;
    case 'api-keys':
      return onStorage(async ({ apiKeys }) => {
        for (const line of await runApiKeysCommand(args, apiKeys)) print(line);
        return true;
      });
    case 'import-contents':
      return onStorage(({ store }) => importContents(args, store, print));
    case 'rotate-keys':
      return onStorage(async storage => {
        await rotateKeys(storage, print);
        return true;
      });
    case 'selftest':
      return runSelftestCommand(args, readConfiguration(process.env), print);
    default:
      throw new UsageError(
        'Say `binding-service` with serve, api-keys, import-contents, rotate-keys or selftest.'
      );
  }
}

async function onStorage(work: (storage: Storage) => Promise<boolean>): Promise<boolean> {
  const storage = await openStorage(readStorageConfiguration(process.env));
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}
