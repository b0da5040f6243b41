import { type Drm, drms } from '@expressplay-binding/binding-core';
import { createExpressPlayClient } from '@expressplay-binding/expressplay-client';
import { expressPlayLicenses } from '@expressplay-binding/fastify-binding';
import type { Configuration } from '../config/configuration.ts';
import { askForRecords, askForToken } from './ask.ts';
import { type Check, check, skipped } from './check.ts';
import { isEmulator } from './emulator.ts';
import { checkAuthenticator, checkHosts } from './judge-answers.ts';
import { findSpelling } from './spellings.ts';
import { checkWholeBinding } from './whole-binding.ts';

/**
 * Checks the configured ExpressPlay without touching the database: the authenticator, the hosts, record retrieval and a dummy
 * token of each DRM. Where an emulator replaces ExpressPlay, also that a second device is refused.
 */
export async function selftest(
  { expressPlay, settings }: Configuration,
  wanted: readonly Drm[] = drms
): Promise<readonly Check[]> {
  const client = createExpressPlayClient(expressPlay);
  try {
    const licenses = expressPlayLicenses(client);
    const { dummyContent } = settings;
    const answers = [
      await askForRecords(licenses),
      ...(await Promise.all(wanted.map(drm => askForToken(licenses, dummyContent, drm))))
    ];
    return [
      await check('authenticator', async () => checkAuthenticator(answers)),
      await check('hosts', async () => checkHosts(answers)),
      ...(await Promise.all(
        answers.map(({ name, skip, fault }) =>
          skip === undefined
            ? check(name, async () => {
                if (fault !== undefined) throw fault;
                return 'ExpressPlay answers as expected.';
              })
            : skipped(name, skip)
        )
      )),
      (await isEmulator(expressPlay.endpoints))
        ? await check('binding', () =>
            checkWholeBinding(licenses, settings, () => findSpelling(expressPlay, dummyContent))
          )
        : skipped(
            'binding',
            'It takes a device, and only an emulator can play one here. Run a binding check with a device of each DRM.'
          )
    ];
  } finally {
    await client.close();
  }
}
