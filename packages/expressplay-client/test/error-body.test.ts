import fc from 'fast-check';
import t from 'tap';
import { readErrorBody } from '../src/errors/error-body.ts';

const documentedRange = fc.integer({ min: -7999, max: -2000 });

t.test('a code is found wherever it is within a JSON error', async t => {
  fc.assert(
    fc.property(documentedRange, fc.string(), fc.boolean(), (code, key, asText) => {
      const leaf = asText ? String(code) : code;
      for (const body of [leaf, [leaf], { [key]: leaf }, { a: { [key]: [leaf] } }]) {
        t.equal(readErrorBody(JSON.stringify(body)).eventCode, code);
      }
    }),
    { numRuns: 30 }
  );
});

t.test('a code that stands only inside a text of a JSON error is found', async t => {
  t.strictSame(readErrorBody('{"status":400,"message":"Error -2033: invalid cookie"}'), {
    eventCode: -2033,
    message: 'Error -2033: invalid cookie'
  });
  t.equal(readErrorBody('{"message":"see -2033","code":-2018}').eventCode, -2018, 'a member of its own wins');
  t.equal(readErrorBody('{"id":"a-2033","range":"1-2500"}').eventCode, undefined);
});

t.test('a code is found within markup and plain text', async t => {
  fc.assert(
    fc.property(documentedRange, code => {
      const bodies = [
        `<html><body><h1>Error ${code}</h1></body></html>`,
        `<p>Code: <b>${code}</b>.</p>`,
        `error (${code}): invalid`
      ];
      for (const body of bodies) t.equal(readErrorBody(body).eventCode, code, body);
    }),
    { numRuns: 30 }
  );
});

t.test('the message leaves out scripts, styles and attributes', async t => {
  const body = `<html><head><script>var code = -2018</script><style>p{margin:-2019}</style></head>
    <body data-code="-2020"><p>Gateway&nbsp;down</p></body></html>`;
  t.strictSame(readErrorBody(body), { message: 'Gateway&nbsp;down' });
});

t.test('the message is at most 300 characters', async t => {
  t.equal(readErrorBody(`<p>${'long '.repeat(1000)}</p>`).message?.length, 300);
});

t.test('text that looks like a key, an authenticator, a cookie or a token is masked', async t => {
  const hexDigits = fc.stringMatching(/^[0-9a-fA-F]{32,64}$/);
  const tokens = fc.stringMatching(/^[A-Za-z0-9_-]{32,80}$/);
  fc.assert(
    fc.property(fc.oneof(hexDigits, tokens), secret => {
      const bodies = [
        JSON.stringify({ message: `bad value ${secret} given` }),
        `<p>bad value "${secret}" given</p>`,
        `customerAuthenticator=1000%2C${secret}&kid=1`
      ];
      for (const body of bodies) t.notOk(readErrorBody(body).message?.includes(secret), body);
    }),
    { numRuns: 50 }
  );
});

t.test('an empty body says nothing', async t => {
  for (const body of ['', '  ', '{}', '[]', 'null', '<html></html>']) {
    t.equal(readErrorBody(body).eventCode, undefined);
  }
  t.strictSame(readErrorBody(''), {});
});

t.test('hostile markup is read in time that grows with its size', async t => {
  const bodies = [
    '<script '.repeat(100_000),
    '<'.repeat(500_000),
    '<style>'.repeat(100_000),
    '-2'.repeat(300_000)
  ];
  for (const body of bodies) t.ok(readErrorBody(body));
});
