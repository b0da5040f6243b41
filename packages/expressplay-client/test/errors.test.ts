import t from 'tap';
import {
  ExpressPlayDecodeError,
  type ExpressPlayError,
  ExpressPlayHttpError,
  ExpressPlayRefusedError,
  eventCodes
} from '../src/index.ts';
import { answer, setup, widevine } from './support/server.ts';

const htmlError =
  '<html><head><style>p{width:-2019px}</style></head><body><h1>Error</h1><p>-2018: invalid authenticator</p></body></html>';

t.test('a refusal is found in JSON whatever its keys are', async t => {
  const bodies = [
    '{"errorCode":-2018,"errorMessage":"Invalid authenticator"}',
    '{"error":{"code":"-2018","text":"Invalid authenticator"}}',
    '[{"n":-2018},"Invalid authenticator"]',
    '{"status":401,"details":[{"message":"Invalid authenticator","event":-2018}]}'
  ];
  for (const body of bodies) {
    const error = await refusal(t, answer(401, body));
    t.match(error, {
      code: 'refused',
      eventCode: -2018,
      httpStatus: 401,
      fixedBy: 'operator',
      retryable: false,
      upstreamMessage: 'Invalid authenticator',
      api: 'widevine',
      method: 'POST'
    });
  }
});

t.test('a refusal is found in HTML', async t => {
  const error = await refusal(t, answer(400, htmlError, 'text/html'));
  t.match(error, { eventCode: -2018, upstreamMessage: 'Error -2018: invalid authenticator' });
});

t.test('a refusal with status 200 is a refusal', async t => {
  const error = await refusal(t, answer(200, '{"code":-2019}'));
  t.match(error, { eventCode: -2019, fixedBy: 'operator', httpStatus: 200 });
});

t.test('the mix-up of test and production is named in plain words', async t => {
  const error = await refusal(t, answer(401, '{"code":-2018}'));
  t.match(error.message, /a test authenticator was sent to production or the other way round/);
});

t.test('every documented code becomes its meaning', async t => {
  for (const [code, entry] of Object.entries(eventCodes)) {
    const error = await refusal(t, answer(400, `{"code":${code}}`));
    t.equal(error.eventCode, Number(code));
    t.equal(error.meaning, entry.meaning);
    t.match(error.message, entry.remedy, 'the message says what to do');
    t.equal(error.fixedBy, entry.fixedBy);
    t.equal(error.retryable, entry.retryable);
  }
});

t.test('a code that no public list has is kept, with the status to judge it by', async t => {
  t.match(await refusal(t, answer(400, '{"code":-9999}')), {
    eventCode: -9999,
    meaning: 'not in any public list of ExpressPlay codes',
    fixedBy: 'operator',
    retryable: false
  });
  t.equal((await refusal(t, answer(503, '{"code":-9999}'))).retryable, true);
});

t.test('a status without a code is an HTTP error', async t => {
  const cases = [
    [301, '', false],
    [404, '<h1>Not Found</h1>', false],
    [429, '', true],
    [500, 'Internal Server Error', true],
    [503, '{"message":"try later"}', true]
  ] as const;
  for (const [status, body, retryable] of cases) {
    const error = await failure(t, answer(status, body, 'text/html'));
    t.type(error, ExpressPlayHttpError);
    t.match(error, { code: 'http-status', httpStatus: status, retryable });
  }
});

t.test('a number that only looks like a code is not a code', async t => {
  for (const body of ['<p>call +49-2018-777</p>', '{"size":2018,"id":"a-2018"}', '<p>-20181</p>']) {
    t.type(await failure(t, answer(400, body, 'text/html')), ExpressPlayHttpError);
  }
});

t.test('a code deeper than four levels is not searched for', async t => {
  t.type(await failure(t, answer(400, '[[[[[[-2018]]]]]]')), ExpressPlayHttpError);
});

t.test('an answer that is no token is undecodable', async t => {
  const bodies = [
    '',
    'hello',
    '{}',
    '{"licenseAcquisitionUrl":1}',
    'https://wv.example/?token=1',
    '\u0000\u0001'
  ];
  for (const body of bodies) {
    const error = await failure(t, answer(200, body, 'text/plain'));
    t.type(error, ExpressPlayDecodeError);
    t.match(error, { code: 'undecodable-answer', retryable: false });
  }
});

t.test('messages name the method, the API and the status', async t => {
  const error = await failure(t, answer(404, '', 'text/html'));
  t.equal(error.message, 'POST widevine: HTTP status 404');
  t.equal(error.name, 'ExpressPlayHttpError');
});

async function failure(
  t: Parameters<typeof setup>[0],
  reply: ReturnType<typeof answer>
): Promise<ExpressPlayError> {
  const { client } = await setup(t, reply);
  return client.widevineToken(widevine).then(
    () => t.fail('it succeeded') as never,
    error => error
  );
}

async function refusal(...setup: Parameters<typeof failure>): Promise<ExpressPlayRefusedError> {
  const error = await failure(...setup);
  if (error instanceof ExpressPlayRefusedError) return error;
  throw error;
}
