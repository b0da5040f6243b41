import { BindingError } from '@expressplay-binding/binding-core';
import Fastify from 'fastify';
import t from 'tap';
import { HttpProblem, type ProblemCode, problemDetails, problemTable, problemType } from '../src/index.ts';

const app = Fastify();
let thrown: unknown;
await app.register(problemDetails);
app.get('/', async () => {
  throw thrown;
});
t.teardown(() => app.close());

async function answerTo(error: unknown) {
  thrown = error;
  const response = await app.inject('/');
  return {
    status: response.statusCode,
    body: response.json(),
    headers: response.headers,
    text: response.body
  };
}

t.test('every code has a status of 400 to 599, a title and a remedy', async t => {
  for (const [code, { status, title, remedy }] of Object.entries(problemTable)) {
    t.ok(status >= 400 && status < 600, code);
    t.notMatch(title, /\.$/, 'a title is no sentence');
    t.match(remedy, /\.$/);
    t.equal(problemType(code as ProblemCode), `urn:expressplay-binding:problem:${code}`);
  }
});

t.test('a refusal by a rule has all members that it was thrown with, and times as RFC 3339', async t => {
  const { status, body, headers } = await answerTo(
    new BindingError({
      code: 'device-limit-reached',
      detail: 'Full.',
      nextAllowedAt: 0,
      retryAfter: 7,
      retryable: true,
      conflicts: [{ deviceId: 'dev_1', name: 'TV', class: 'tv', lastTokenAt: 1000, removable: true }],
      upstream: { code: -1, message: 'x' }
    })
  );
  t.equal(status, 409);
  t.equal(headers['content-type'], 'application/problem+json');
  t.equal(headers['retry-after'], '7');
  t.strictSame(body, {
    type: 'urn:expressplay-binding:problem:device-limit-reached',
    title: problemTable['device-limit-reached'].title,
    status: 409,
    detail: 'Full.',
    code: 'device-limit-reached',
    requestId: body.requestId,
    conflicts: [
      { deviceId: 'dev_1', name: 'TV', class: 'tv', lastTokenAt: '1970-01-01T00:00:01.000Z', removable: true }
    ],
    nextAllowedAt: '1970-01-01T00:00:00.000Z',
    retryable: true,
    upstream: { code: -1, message: 'x' }
  });
});

t.test('the answer to an unknown error does not contain its text', async t => {
  for (const error of [
    new Error('the key is 5ec4e7'),
    Object.assign(new Error('5ec4e7'), { code: 'X' }),
    '5ec4e7'
  ]) {
    const { status, body, text } = await answerTo(error);
    t.equal(status, 500);
    t.equal(body.code, 'internal');
    t.notMatch(text, '5ec4e7');
  }
});

t.test('errors of the framework keep their status but not their texts', async t => {
  for (const [statusCode, code] of [
    [400, 'validation'],
    [404, 'not-found'],
    [408, 'request-timeout'],
    [413, 'payload-too-large'],
    [414, 'uri-too-long'],
    [415, 'unsupported-media-type'],
    [429, 'rate-limited'],
    [503, 'unavailable'],
    [418, 'validation'],
    [502, 'internal']
  ] as const) {
    const { body, text } = await answerTo(Object.assign(new Error('5ec4e7'), { statusCode }));
    t.match(body, { code, status: problemTable[code].status });
    t.notMatch(text, '5ec4e7');
  }
});

t.test('the answer to an HttpProblem has its headers', async t => {
  const { body, headers } = await answerTo(
    new HttpProblem('rate-limited', 'Slow down.', { 'retry-after': '3' })
  );
  t.match(body, { code: 'rate-limited', detail: 'Slow down.' });
  t.equal(headers['retry-after'], '3');
});

t.test('an unknown path is answered with a problem', async t => {
  const response = await app.inject('/nowhere');
  t.match(response.json(), { status: 404, code: 'not-found' });
});
