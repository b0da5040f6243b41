import { type ApiKeyUseCases, createApiKeyUseCases, drms } from '@expressplay-binding/binding-core';
import { scopes } from '@expressplay-binding/fastify-binding';
import { openStorage, type Storage } from '@expressplay-binding/storage-kysely';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import {
  type CreateOptions,
  createApiKey,
  listApiKeys,
  type RotateOptions,
  revokeApiKey,
  rotateApiKey
} from './api-keys/commands.ts';
import { readConfiguration, readStorageConfiguration } from './config/configuration.ts';
import { importContents } from './contents/import-contents.ts';
import { rotateKeys } from './contents/rotate-keys.ts';
import { exitWithSentence } from './exit-with-sentence.ts';
import { manifest } from './manifest.ts';
import { runSelftestCommand, type SelftestOptions } from './selftest/command.ts';
import { serve } from './server.ts';

const print = (line: string) => console.log(line);

/**
 * Runs the command that the arguments name. After a failure the exit code is 1, and stderr has a sentence.
 * @param args What follows the name of the program, e.g. `['api-keys', 'list']`.
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(args.length === 0 ? ['serve'] : args, { from: 'user' });
  } catch (error) {
    // Commander has printed its sentence, or the help.
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else exitWithSentence(error);
  }
}

function program(): Command {
  const program = new Command('binding-service')
    .description('Device binding for ExpressPlay as a service.')
    .version(manifest.version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) })
    .showHelpAfterError(`Run it with --help to see what there is.`)
    .addHelpText('after', '\nThe environment configures it: see docs/configuration.md.');

  program
    .command('serve')
    .description('start the service; SIGTERM or SIGINT stops it; this is the default')
    .action(() => serve(readConfiguration(process.env)));
  program
    .command('selftest')
    .description('ask ExpressPlay for a dummy token of every DRM and for records, and say what is wrong')
    .option('--json', 'print the report as JSON')
    .addOption(new Option('--drm <drm...>', 'check only these DRMs').choices(drms))
    .action(async (options: SelftestOptions) => {
      process.exitCode = await runSelftestCommand(options, readConfiguration(process.env), print);
    });
  program
    .command('import-contents')
    .description('store every content of a file, or none when one is wrong')
    .addArgument(new Argument('<file>', 'ends in .csv or .ndjson'))
    .action((file: string) =>
      onStorage(async ({ store }) => exitCodeOf(await importContents(file, store, print)))
    );
  program
    .command('rotate-keys')
    .description(
      'encrypt every content key with the first of SEALING_KEYS; if interrupted, run it again: it resumes'
    )
    .action(() => onStorage(storage => rotateKeys(storage, print)));
  addApiKeysCommands(
    program.command('api-keys').alias('keys').description('make, list, rotate and revoke API keys')
  );
  return program;
}

function addApiKeysCommands(apiKeys: Command): void {
  apiKeys
    .command('create')
    .description('make an API key and show it once')
    .requiredOption('--name <name>', 'the actor in the audit trail, 1 to 128 characters')
    .addOption(new Option('--scope <scope...>', 'what the key may do').choices(scopes))
    .addOption(new Option('--all-scopes', 'the key may do everything').conflicts('scope'))
    .option('--expires <time>', 'from when on it is refused, e.g. 2030-01-31T00:00:00Z; never by default')
    .option('--network <network...>', 'the only addresses or networks it may be used from, e.g. 10.0.0.0/8')
    .action((options: CreateOptions) =>
      onApiKeys(async useCases => (await createApiKey(useCases, options)).forEach(print))
    );
  apiKeys
    .command('list')
    .description(
      'print every key with its id, name, time, state, scopes, last use and networks, separated by tabs'
    )
    .action(() => onApiKeys(async useCases => (await listApiKeys(useCases)).forEach(print)));
  apiKeys
    .command('rotate')
    .description('make a key in place of another one, which is accepted for a grace time, and show it once')
    .argument('<keyId>', 'as `api-keys list` prints it')
    .option('--grace-seconds <seconds>', 'how long the old key is accepted, a day by default', wholeNumber)
    .option(
      '--expires <time>',
      'from when on the new key is refused; it lasts as long as the old one by default'
    )
    .action((keyId: string, options: RotateOptions) =>
      onApiKeys(async useCases => (await rotateApiKey(useCases, keyId, options)).forEach(print))
    );
  apiKeys
    .command('revoke')
    .description('refuse a key from its next request on')
    .argument('<keyId>', 'as `api-keys list` prints it')
    .action((keyId: string) => onApiKeys(async useCases => print(await revokeApiKey(useCases, keyId))));
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}

function onApiKeys(work: (useCases: ApiKeyUseCases) => Promise<void>): Promise<void> {
  return onStorage(({ store }) => work(createApiKeyUseCases({ store })));
}

function exitCodeOf(ok: boolean): void {
  if (!ok) process.exitCode = 1;
}

async function onStorage(work: (storage: Storage) => Promise<void>): Promise<void> {
  const storage = await openStorage(readStorageConfiguration(process.env));
  try {
    await work(storage);
  } finally {
    await storage.close();
  }
}
