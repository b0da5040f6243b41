import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import t from 'tap';
import { checkFormats, formats } from '../src/formats.ts';
import { lowestId, newCookie, newId } from '../src/ids.ts';
import { createRandomBytes } from '../src/random.ts';
import { judgeRedemptions } from '../src/registrations/complete-registration.ts';

const accepts = (format: (typeof formats)[keyof typeof formats], value: unknown) => {
  try {
    checkFormats({ '/x': [format, value as string] });
    return true;
  } catch {
    return false;
  }
};

t.test('an account id has 1 to 128 characters, however many bytes they take', async t => {
  t.ok(accepts(formats.accountId, 'a'));
  t.ok(accepts(formats.accountId, '🎬'.repeat(128)));
  t.notOk(accepts(formats.accountId, '🎬'.repeat(129)));
  t.notOk(accepts(formats.accountId, ''));
});

t.test('control characters and blanks at either end are refused, inner blanks are allowed', async t => {
  for (const wrong of [' a', 'a ', 'a\u0000b', 'a\nb', '\t', ' ']) t.notOk(accepts(formats.accountId, wrong));
  t.ok(accepts(formats.accountId, 'Ada Lovelace'));
});

t.test('hex has its exact length in either case', async t => {
  t.ok(accepts(formats.kid, 'aB'.repeat(16)));
  for (const wrong of ['a'.repeat(31), 'a'.repeat(33), 'g'.repeat(32), `${'a'.repeat(32)}\n`])
    t.notOk(accepts(formats.kid, wrong));
});

t.test('no value makes the check throw anything other than a refusal', async () => {
  fc.assert(
    fc.property(fc.anything(), value => {
      accepts(formats.accountId, value);
    })
  );
});

t.test('ids have a prefix and sort by the moment at which they were made', async t => {
  fc.assert(
    fc.property(fc.nat(4_000_000_000_000), fc.nat(4_000_000_000_000), (a, b) => {
      fc.pre(a < b);
      if (newId('dev', a, randomBytes) >= newId('dev', b, randomBytes)) throw new Error('out of order');
    })
  );
  t.match(newId('tok', 0, randomBytes), /^tok_[0-9a-f]{32}$/);
});

t.test(
  'ids of one millisecond sort in the order in which they were made, also between those of others',
  async () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(bytes, bytes, fc.nat(4_000_000_000_000), (first, second, moment) => {
        const earlier = newId('aud', moment, () => first);
        // Another unit of work writes at a later moment between the two.
        newId('aud', moment + 1, () => second);
        if (earlier >= newId('aud', moment, () => second)) throw new Error('out of order');
      })
    );
  }
);

t.test('the lowest id of a moment sorts between the ids made before and those made since', async () => {
  fc.assert(
    fc.property(fc.nat(4_000_000_000_000), fc.nat(4_000_000_000_000), (made, moment) => {
      const id = newId('tok', made, randomBytes);
      if (id >= lowestId('tok', moment) !== made >= moment) throw new Error('on the wrong side');
    })
  );
});

t.test('the pool returns the requested number of bytes and never the same bytes again', async t => {
  const take = createRandomBytes();
  for (const size of [0, 1, 16, 4095, 4096, 4097, 100_000]) t.equal(take(size).length, size);
  const first = take(16);
  const kept = Buffer.from(first).toString('hex');
  const taken = new Set(Array.from({ length: 10_000 }, () => Buffer.from(take(16)).toString('hex')));
  t.equal(taken.size, 10_000);
  t.notOk(taken.has(kept));
  t.equal(Buffer.from(first).toString('hex'), kept, 'nor do they change');
});

t.test('a cookie is 32 characters that need no escaping', async t => {
  for (let i = 0; i < 50; i++) t.match(newCookie(randomBytes), /^[A-Za-z0-9_-]{32}$/);
});

t.test('exactly one distinct device id is proof', async () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), ids => {
      const judgement = judgeRedemptions(ids.map(deviceId => ({ deviceId })));
      const distinct = new Set(ids).size;
      const expected = distinct === 0 ? 'not-redeemed' : distinct === 1 ? 'proven' : 'ambiguous';
      if (judgement.kind !== expected) throw new Error(`${judgement.kind} for ${ids}`);
    })
  );
});
