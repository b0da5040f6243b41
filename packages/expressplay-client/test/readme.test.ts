import { readFileSync } from 'node:fs';
import t from 'tap';
import { eventCodes } from '../src/index.ts';
import { documentedCalls } from './readme/documented-calls.ts';
import { withBlocks } from './readme/readme-blocks.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** What ExpressPlay's public references and published requests name, by call. */
const documented: Record<string, string> = {
  'every token': 'cookie deviceId expirationTime',
  widevineToken:
    'kid contentKey kek ek contentId generalFlags licenseDuration playbackDuration securityLevel hdcpOutputControl wvExtension trackType',
  playreadyToken: `kid contentKey kek ek rightsType rental.periodEndTime rental.playDuration generalFlags deviceId
    analogVideoOPL compressedDigitalAudioOPL compressedDigitalVideoOPL uncompressedDigitalAudioOPL
    uncompressedDigitalVideoOPL unknownOutputBehavior outputControlFlags extensionType extensionPayload
    minCertSecurityLevel algId`,
  fairplayToken: 'iv kid contentKey kek ek generalFlags rentalDuration fpExtension',
  marlinMs3Token: `contentId contentKey contentURL ms3Scheme ms3SchemeType ms3Extension extensionType extensionCriticalFlag
    extensionPayload outputControlOverride outputControlFlags outputControlValue rightsType rental.periodEndTime
    rental.playDuration`,
  marlinBbRegistrationToken: 'userId userKey',
  marlinBbLicenseToken: `userId userKey contentId contentKey rightsType rental.periodEndTime rental.playDuration
    generalFlags outputControlOverrideId outputControlOverrideParameter outputControlOverrideValue`,
  recordsByCookie: 'cookie',
  recordById: 'id',
  'recordWindow, records': 'start length',
  'keyStorage.create, keyStorage.update': 'kid k ek kekId info contentId expiration'
};

t.test('the README’s example and tables match the code', async t => {
  t.equal(withBlocks(readme), readme, 'npm run readme writes them anew');
});

t.test('every documented parameter has an option', async t => {
  for (const [call, names] of Object.entries(documented)) {
    const covered = documentedCalls[call]?.flatMap(({ parameter }) => parameter.names) ?? [];
    t.strictSame([...covered].toSorted(), names.split(/\s+/).toSorted(), call);
  }
});

t.test('every code of an option is documented, with a line in the README', async t => {
  for (const code of Object.keys(eventCodes)) t.match(readme, `| \`${code}\` |`);
});

t.test('every option of a client and every error is described', async t => {
  const options = readFileSync(new URL('../src/options.ts', import.meta.url), 'utf8');
  const errors = readFileSync(new URL('../src/errors/errors.ts', import.meta.url), 'utf8');
  const clientOptions = options.split('export interface Settings')[0] ?? '';
  for (const [, name] of clientOptions.matchAll(/^ {2,4}(\w+)\??: /gm)) t.match(readme, name ?? '');
  for (const [, name] of errors.matchAll(/^export class (\w+)/gm)) t.match(readme, `\`${name}\``);
});
