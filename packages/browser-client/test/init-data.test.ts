import t from 'tap';
import { clearKeyInitData, fairPlayInitData, playReadyInitData, widevineInitData } from '../src/index.ts';

const kid = '00112233445566778899aabbccddeeff';

// What Shaka Packager 3.4.2 writes for this kid (--protection_systems Widevine,PlayReady, key 0001…0e0f).
const packagerWidevine = 'AAAAOHBzc2gAAAAA7e+LqXnWSs6jyCfc1R0h7QAAABgSEAARIjNEVWZ3iJmqu8zd7v9I49yVmwY=';
const packagerPlayReady =
  'AAACJnBzc2gAAAAAmgTweZhAQoarkuZb4IhflQAAAgYGAgAAAQABAPwBPABXAFIATQBIAEUAQQBEAEUAUgAgAHgAbQBsAG4AcwA9ACIAaAB0AHQAcAA6AC8ALwBzAGMAaABlAG0AYQBzAC4AbQBpAGMAcgBvAHMAbwBmAHQALgBjAG8AbQAvAEQAUgBNAC8AMgAwADAANwAvADAAMwAvAFAAbABhAHkAUgBlAGEAZAB5AEgAZQBhAGQAZQByACIAIAB2AGUAcgBzAGkAbwBuAD0AIgA0AC4AMAAuADAALgAwACIAPgA8AEQAQQBUAEEAPgA8AFAAUgBPAFQARQBDAFQASQBOAEYATwA+ADwASwBFAFkATABFAE4APgAxADYAPAAvAEsARQBZAEwARQBOAD4APABBAEwARwBJAEQAPgBBAEUAUwBDAFQAUgA8AC8AQQBMAEcASQBEAD4APAAvAFAAUgBPAFQARQBDAFQASQBOAEYATwA+ADwASwBJAEQAPgBNAHkASQBSAEEARgBWAEUAZAAyAGEASQBtAGEAcQA3AHoATgAzAHUALwB3AD0APQA8AC8ASwBJAEQAPgA8AEMASABFAEMASwBTAFUATQA+AEsAcABPAHYAWABSAEwAVQBYAGYAcwA9ADwALwBDAEgARQBDAEsAUwBVAE0APgA8AC8ARABBAFQAQQA+ADwALwBXAFIATQBIAEUAQQBEAEUAUgA+AA==';

const checksum = '<CHECKSUM>KpOvXRLUXfs=</CHECKSUM>';

t.test('Widevine: what Shaka Packager writes, without its optional protection scheme', async t => {
  const packager = Buffer.from(packagerWidevine, 'base64');
  // Field 9 (protection_scheme) takes 6 bytes at the end; without it both lengths are less by 6.
  const expected = Buffer.from(packager.subarray(0, -6));
  expected.writeUInt32BE(packager.length - 6, 0);
  expected.writeUInt32BE(packager.readUInt32BE(28) - 6, 28);
  t.strictSame(Buffer.from(widevineInitData(kid)), expected);
  t.equal(expected.subarray(32).toString('hex'), `1210${kid}`);
});

t.test(
  'PlayReady: what Shaka Packager writes, without the checksum, for which the key is needed',
  async t => {
    const packager = Buffer.from(packagerPlayReady, 'base64');
    const start = packager.subarray(0, 42);
    const header = packager.subarray(42).toString('utf16le');
    t.ok(header.includes(checksum));
    const expected = Buffer.concat([start, Buffer.from(header.replace(checksum, ''), 'utf16le')]);
    const less = 2 * checksum.length;
    expected.writeUInt32BE(start.readUInt32BE(0) - less, 0);
    expected.writeUInt32BE(start.readUInt32BE(28) - less, 28);
    expected.writeUInt32LE(start.readUInt32LE(32) - less, 32);
    expected.writeUInt16LE(start.readUInt16LE(40) - less, 40);
    t.strictSame(Buffer.from(playReadyInitData(kid)), expected);
  }
);

t.test('Clear Key: the keyids format of the W3C registry', async t => {
  t.equal(new TextDecoder().decode(clearKeyInitData(kid)), '{"kids":["ABEiM0RVZneImaq7zN3u_w"]}');
});

t.test('FairPlay: the URI of the key', async t => {
  t.equal(new TextDecoder().decode(fairPlayInitData('film-1')), 'skd://film-1');
});

t.test('a kid that is not 32 hexadecimal digits is a mistake of the caller', async t => {
  for (const wrong of ['', kid.slice(1), `${kid}00`, `g${kid.slice(1)}`])
    for (const build of [widevineInitData, playReadyInitData, clearKeyInitData])
      t.throws(() => build(wrong), TypeError, `${build.name} ${wrong}`);
});
