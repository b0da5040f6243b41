import fc from 'fast-check';
import t from 'tap';
import type { Drm } from '../src/index.ts';
import { createRandom } from '../src/random.ts';
import { createSeal } from '../src/token/seal.ts';
import type { TokenContent } from '../src/token/token-content.ts';
import { createTokenMint } from '../src/token/token-mint.ts';
import { codeOf, GOOD, KEY, KID, redeem, start, TV } from './helper.ts';

const DRMS = Object.keys(GOOD) as Drm[];
const content: TokenContent = { drm: 'widevine', keys: [{ kid: KID, key: KEY }], expiresAt: 1, cookie: 'c' };
const mint = (secret = 'secret') => createTokenMint(createSeal(secret, createRandom()));

/** Published, long-expired tokens (public documentation and code). */
const PUBLISHED: Readonly<Record<string, string>> = {
  'wv/rights/?ExpressPlayToken':
    'BwAAABc2KaEAJDY2NzY5OWMwLTViODYtNDMwOS1iMjA4LTRlY2JkMjdmMWNmOAAAAICrGOU8ex_ovJy0t-AUMf_BOf7mjDHVbmd1rMTlJXb7vvcNNi7O2Dudb-F_1SwcVY24plHgRIqduYs89Z5qdhqM70MmCwLZkCayJBcM4RZ0iyn_sYDw2Gh973ZG9nOgLm70Y55Bor28kuP_YnTXyCg972y5KXgNRRUnKsCfoH1WwQ2fFsw4eFPa4sTWZsOifehlQLhq',
  'ms3/rights/?b':
    'AAwAAwAAAxkAAlRXPGAAECBR0l7K6dxdkxUSrLNplXUAcDb87DeJyouvcWEmW_-VnmUCGj3vNRJP5f3R_455AWnHcflhQYwJ-O1XUvJYJGK_xtVeEXdJ6DFnwSyo5sRo0ewSCcp-S3MDZGtH2KvXzPBawG45q-VUIc9h2qBpjlnbmqzDkSXpNDm8SwKE0v2MzY0AAAAU6O8AXt97WK0NMFGHgfcAidReoRE'
};

t.test('an ExpressPlayToken shows version, service id and GUID where published ones do', async t => {
  const versions = { widevine: 7, playready: 8, fairplay: 6, universal: 12 } as const;
  for (const [drm, version] of Object.entries(versions)) {
    const token = mint().issue(5942, { ...content, drm: drm as Drm });
    t.equal(token.readUInt8(0), version);
    t.equal(token.readUInt8(1), 0);
    t.equal(token.readUInt32BE(2), 5942);
    t.equal(token.readUInt16BE(8), 36);
    t.match(token.toString('latin1', 10, 46), /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    const ciphertext = token.readUInt32BE(46);
    t.equal(ciphertext % 16, 0);
    t.equal(token.length, 50 + ciphertext + 20);
  }
});

t.test('a Marlin token shows version, service id and name, and the lengths of IV and MAC', async t => {
  const token = mint().issue(793, { ...content, drm: 'ms3' });
  const header = token.readUInt16BE(0);
  t.equal(token.readUInt16BE(2), 5);
  t.equal(token.readUInt32BE(4), 793);
  t.equal(token.toString('latin1', 10, 10 + token.readUInt16BE(8)), 'emulated');
  t.equal(token.readUInt16BE(2 + header), 16);
  const ciphertext = token.readUInt16BE(20 + header);
  t.equal(ciphertext % 16, 0);
  t.equal(token.readUInt32BE(22 + header + ciphertext), 20);
  t.equal(token.length, 26 + header + ciphertext + 20);
});

t.test('published tokens of ExpressPlay do not open', async t => {
  const { url } = await start(t);
  for (const [path, token] of Object.entries(PUBLISHED)) {
    t.equal(await codeOf(await redeem(`${url}/hms/${path}=${token}`, TV)), -4010);
  }
});

t.test('a mint opens what it issued, with the service that it was issued for', async () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...DRMS),
      fc.nat({ max: 0xffffffff }),
      fc.string({ unit: 'binary', maxLength: 32 }),
      (drm, serviceId, cookie) => {
        const issued = { ...content, drm, cookie };
        const opened = mint().open(drm, mint().issue(serviceId, issued));
        return opened?.serviceId === serviceId && opened.cookie === cookie.toWellFormed();
      }
    )
  );
});

t.test('a token with any changed byte does not open', async () => {
  for (const drm of DRMS) {
    const token = mint().issue(1000, { ...content, drm });
    fc.assert(
      fc.property(fc.nat({ max: token.length - 1 }), fc.integer({ min: 1, max: 255 }), (position, change) => {
        const changed = Buffer.from(token);
        changed[position] = (changed[position] ?? 0) ^ change;
        return mint().open(drm, changed) === undefined;
      })
    );
  }
});

t.test('arbitrary and truncated bytes do not open', async () => {
  const token = mint().issue(1000, content);
  fc.assert(
    fc.property(
      fc.constantFrom(...DRMS),
      fc.uint8Array({ maxLength: 300 }),
      fc.nat({ max: token.length - 1 }),
      (drm, bytes, length) =>
        mint().open(drm, Buffer.from(bytes)) === undefined &&
        mint().open('widevine', token.subarray(0, length)) === undefined
    )
  );
});

t.test('a token does not open with another secret', async t => {
  t.equal(mint('one').open('widevine', mint('two').issue(1000, content)), undefined);
});

t.test('a token shows neither its key nor its cookie', async t => {
  const token = mint().issue(1000, { ...content, cookie: 'correlation-cookie' });
  for (const secret of [KEY, 'correlation-cookie']) t.notOk(token.includes(secret));
  t.notOk(token.includes(Buffer.from(KEY, 'hex')));
});
