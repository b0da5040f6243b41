import fc from 'fast-check';
import t from 'tap';
import { base64, hex, integer, oneOf, text, time } from '../src/parameters/kinds.ts';
import type { Parameter } from '../src/parameters/parameter.ts';

t.test('hex digits are sent unchanged, and only in the right number', async t => {
  const key = hex('key', 32);
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-fA-F]{32}$/), digits =>
      t.strictSame(key.write(digits, 'key'), [['key', digits]])
    ),
    { numRuns: 20 }
  );
  for (const value of [
    '',
    'a'.repeat(31),
    'a'.repeat(33),
    'g'.repeat(32),
    ` ${'a'.repeat(31)}`,
    `${'a'.repeat(32)}\n`
  ]) {
    t.notOk(accepts(key, value), JSON.stringify(value));
  }
});

t.test('any bytes in base64 are accepted', async t => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), bytes =>
      t.ok(accepts(base64('payload'), Buffer.from(bytes).toString('base64')))
    ),
    { numRuns: 50 }
  );
  for (const value of ['A', 'AA', 'AAA', 'AA=A', 'AAAA\n', 'A-_A', 'AAAA='])
    t.notOk(accepts(base64('payload'), value));
});

t.test('a whole number is accepted from its least to its largest', async t => {
  const level = integer('level', { min: 0, max: 999 });
  fc.assert(
    fc.property(fc.integer(), value => t.equal(accepts(level, value), value >= 0 && value <= 999)),
    {
      numRuns: 50
    }
  );
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, '1', null, [1], 2 ** 53]) {
    t.notOk(accepts(level, value as number));
  }
});

t.test('text is counted in characters up to its limit', async t => {
  const cookie = text('cookie', 32);
  for (const length of [1, 31, 32]) t.ok(accepts(cookie, 'x'.repeat(length)));
  for (const value of ['', 'x'.repeat(33), '\udc00', 5, {}, null]) t.notOk(accepts(cookie, value as string));
});

t.test('a choice is one of its own values, of the same type', async t => {
  const level = oneOf('level', [1, 2]);
  t.ok(accepts(level, 1));
  for (const value of [0, 3, '1', true, null]) t.notOk(accepts(level, value as 1));
});

t.test('a moment is a Date, a UTC date-time or seconds from now', async t => {
  const moment = time('until', Number.POSITIVE_INFINITY);
  t.strictSame(moment.write(new Date('2036-01-02T03:04:05.678Z'), 'until'), [
    ['until', '2036-01-02T03:04:05Z']
  ]);
  for (const value of ['2036-01-02T03:04:05Z', '2036-01-02T03:04:05.678Z', '+0', '+60']) {
    t.strictSame(moment.write(value, 'until'), [['until', value]]);
  }
  for (const value of [
    '2036-01-02',
    '2036-01-02T03:04:05',
    '2036-01-02t03:04:05z',
    '60',
    '-60',
    '+',
    '+1.5',
    '+ 60',
    60
  ]) {
    t.notOk(accepts(moment, value as string), String(value));
  }
  for (const year of [Number.NaN, -1, 10_000])
    t.notOk(accepts(moment, new Date(Date.UTC(year, 0))), `a Date in the year ${year}`);
});

t.test('the limit of a moment holds for each of its forms', async t => {
  const moment = time('until', 3600);
  const ahead = (seconds: number) => new Date(Date.now() + seconds * 1000);
  for (const value of ['+3600', ahead(3590), ahead(-10)]) t.ok(accepts(moment, value));
  for (const value of ['+3601', ahead(3700), ahead(3700).toISOString()]) t.notOk(accepts(moment, value));
});

function accepts<Value>(parameter: Parameter<Value>, value: Value): boolean {
  try {
    parameter.write(value, 'option');
    return true;
  } catch {
    return false;
  }
}
