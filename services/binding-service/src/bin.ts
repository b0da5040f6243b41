#!/usr/bin/env node
import { openStorage } from '@expressplay-binding/storage-kysely';
import { runApiKeysCommand, UsageError } from './api-keys/commands.ts';
import { readStorageConfiguration } from './config/configuration.ts';
import { exitWithSentence } from './exit-with-sentence.ts';

const [command = 'serve', ...args] = process.argv.slice(2);

try {
  await run();
} catch (error) {
  exitWithSentence(error);
}

async function run(): Promise<void> {
  if (command === 'serve') {
    await import('./server.ts');
    return;
  }
  if (command !== 'api-keys')
    throw new UsageError('Say `binding-service serve` or `binding-service api-keys …`.');
  const storage = await openStorage(readStorageConfiguration(process.env));
  try {
    for (const line of await runApiKeysCommand(args, storage.apiKeys)) console.log(line);
  } finally {
    await storage.close();
  }
}
