import { createEmulator, type Fault } from '@expressplay-binding/expressplay-emulator';
import t, { type Test } from 'tap';
import { createExpressPlayClient, type ExpressPlayErrorCode } from '../src/index.ts';
import { authenticator, widevine } from './support/server.ts';
import { passTime } from './support/time.ts';

const openFor = 60_000;
const options = {
  headersTimeout: 500,
  bodyTimeout: 500,
  deadline: 3_000,
  maxAnswerBytes: 100_000,
  retry: { attempts: 2, initialDelay: 1, maxDelay: 5 },
  circuitBreaker: { failures: 5, openFor },
  maxCallsInFlight: 8
};

/** What goes wrong at ExpressPlay, and as what it reaches the caller, besides a circuit that it opened. */
const faults: [Fault, ExpressPlayErrorCode][] = [
  [{ kind: 'latency', ms: 60_000 }, 'timeout'],
  [{ kind: 'status', status: 500 }, 'http-status'],
  [{ kind: 'status', status: 503, retryAfter: 1 }, 'http-status'],
  [{ kind: 'status', status: 404 }, 'http-status'],
  [{ kind: 'refuse', code: -2019 }, 'refused'],
  [{ kind: 'refuse', code: -2018 }, 'refused'],
  [{ kind: 'reset' }, 'no-answer'],
  [{ kind: 'html' }, 'undecodable-answer'],
  [{ kind: 'malformed' }, 'undecodable-answer'],
  [{ kind: 'answer', status: 200, contentType: 'application/json', body: 'null' }, 'undecodable-answer'],
  [{ kind: 'endless-body' }, 'undecodable-answer'],
  [{ kind: 'large-body', bytes: 10 * 1024 * 1024 }, 'undecodable-answer'],
  [{ kind: 'lost-answer' }, 'no-answer'],
  [{ kind: 'slow-body', ms: 100 }, 'timeout'],
  [{ kind: 'truncated-body' }, 'no-answer']
];

for (const [fault, code] of faults) {
  const name = Object.values(fault).join(' ');
  t.test(
    `under load, ${name} is ${code} or an open circuit, and the first call after it succeeds`,
    async t => {
      const pass = passTime(t);
      const { emulator, client } = await setup(t);
      emulator.configure({ faults: [fault] });
      const calls = Array.from({ length: 24 }, () => client.widevineToken(widevine));
      const results = await Promise.allSettled(calls);
      for (const result of results) {
        if (result.status === 'fulfilled') t.fail('a call succeeded');
        else t.ok([code, 'circuit-open'].includes(result.reason.code), result.reason.message);
      }
      t.match(results[0], { reason: { code } });

      emulator.configure({ faults: [] });
      pass(openFor);
      t.match((await client.widevineToken(widevine)).licenseUrl, emulator.url);
    }
  );
}

t.test('a token request whose answer was lost is repeated', async t => {
  const { emulator, client } = await setup(t);
  emulator.configure({ faults: [{ kind: 'lost-answer', times: 1 }] });
  t.match((await client.widevineToken(widevine)).licenseUrl, emulator.url);
});

async function setup(t: Test) {
  const emulator = await createEmulator();
  const client = createExpressPlayClient({
    ...options,
    endpoints: { baseUrl: emulator.url },
    customerAuthenticator: authenticator
  });
  t.teardown(async () => {
    await client.close();
    await emulator.close();
  });
  return { emulator, client };
}
