import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { createSealer, StorageError } from '../src/index.ts';

const [key, otherKey] = [randomBytes(32), randomBytes(32)];
const sealer = createSealer([key]);

t.test('a sealed text can be opened under the same purpose and owner', async t => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (text, owner) => {
      t.equal(sealer.open(sealer.seal(text, 'content key', owner), 'content key', owner), text);
    })
  );
});

t.test('a sealed text contains version, key fingerprint and nonce, and nothing of the text', async t => {
  const sealed = sealer.seal('planted secret', 'content key', 'film');
  t.match(sealed, /^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/);
  t.notMatch(sealed, Buffer.from('planted').toString('base64url'));
  t.not(sealer.seal('planted secret', 'content key', 'film'), sealed, 'and is another each time');
});

t.test('a sealed text cannot be opened under another purpose or owner', async t => {
  const sealed = sealer.seal('text', 'idempotency answer', 'ada', 'key');
  for (const [purpose = '', ...owner] of [
    ['content key', 'ada', 'key'],
    ['idempotency answer', 'bob', 'key'],
    ['idempotency answer', 'ada', 'other'],
    ['idempotency answer', 'ada","key'],
    ['idempotency answer', 'ada']
  ])
    t.throws(() => sealer.open(sealed, purpose, ...owner), { code: 'unsealable' });
});

t.test('nor after it was opened under its own purpose and owner', async t => {
  const sealed = sealer.seal('text', 'idempotency answer', 'ada', 'key');
  for (let time = 0; time < 2; time += 1)
    t.equal(sealer.open(sealed, 'idempotency answer', 'ada', 'key'), 'text');
  t.throws(() => sealer.open(sealed, 'idempotency answer', 'bob', 'key'), { code: 'unsealable' });
});

t.test('a sealed text with a changed or missing character cannot be opened', async t => {
  const sealed = sealer.seal('text', 'content key', 'film');
  for (const index of sealed.split('').keys()) {
    const other = sealed[index] === 'A' ? 'B' : 'A';
    const changed = `${sealed.slice(0, index)}${other}${sealed.slice(index + 1)}`;
    // The last character of base64url may carry bits that mean nothing.
    const meansTheSame = Buffer.from(changed, 'base64url').equals(Buffer.from(sealed, 'base64url'));
    if (!meansTheSame) t.throws(() => sealer.open(changed, 'content key', 'film'), { code: 'unsealable' });
    t.throws(() => sealer.open(sealed.slice(0, index), 'content key', 'film'), { code: 'unsealable' });
  }
});

t.test('the first key seals and all keys open', async t => {
  const before = sealer.seal('text', 'content key', 'film');
  const rotated = createSealer([otherKey, key]);
  t.equal(rotated.open(before, 'content key', 'film'), 'text');
  const after = rotated.seal('text', 'content key', 'film');
  t.equal(createSealer([otherKey]).open(after, 'content key', 'film'), 'text');
  t.strictSame([before, after].map(rotated.isCurrent), [false, true]);
  t.throws(() => sealer.open(after, 'content key', 'film'), { code: 'unsealable' });
});

t.test('the error names purpose and owner, but neither the text nor a key', async t => {
  const sealed = sealer.seal('planted secret', 'content key', 'film "7"');
  try {
    createSealer([otherKey]).open(sealed, 'content key', 'film "7"');
    t.fail('opened under another key');
  } catch (error) {
    t.type(error, StorageError);
    t.equal(
      (error as StorageError).message,
      'The content key of "film \\"7\\"" cannot be opened with the configured sealing keys.'
    );
    const shown = inspect([error, sealer], { depth: 9, showHidden: true });
    for (const secret of [key, otherKey]) {
      t.notMatch(shown, secret.toString('hex'));
      t.notMatch(shown, secret.toString('base64url'));
    }
  }
});

t.test('a key is 32 bytes, or these bytes in base64url', async t => {
  const sealed = createSealer([key.toString('base64url')]).seal('text', 'content key', 'film');
  t.equal(createSealer([new Uint8Array(key)]).open(sealed, 'content key', 'film'), 'text');
  t.equal(createSealer([`${key.toString('base64url')}=`]).open(sealed, 'content key', 'film'), 'text');
});

t.test('the error for a malformed key has its position, but not the key', async t => {
  const wrong = 'planted-secret-that-is-no-key';
  t.throws(() => createSealer([]), {
    code: 'invalid-sealing-keys',
    message:
      'The option sealingKeys needs at least one key: 32 bytes, or the same as 43 characters of base64url.'
  });
  for (const malformed of [
    wrong,
    '',
    key.subarray(1),
    randomBytes(33),
    'a'.repeat(42),
    `${'a'.repeat(42)}+`
  ]) {
    const expected = {
      code: 'invalid-sealing-keys',
      message: 'Sealing key 2 must be 32 bytes, or the same as 43 characters of base64url.'
    };
    t.throws(() => createSealer([key, malformed]), expected);
  }
});
