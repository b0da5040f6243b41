import { setImmediate } from 'node:timers/promises';
import t from 'tap';
import { startEmulator, startService } from './support/service.ts';

const emulator = await startEmulator(t);

t.test('a request is one line, without its query, and says what it came to', async t => {
  const { call, log } = await startService(t, 'sqlite::memory:', emulator.url, { LOG_LEVEL: 'info' });
  log.length = 0;
  const { body } = await call('GET', '/v1/contents/none?secret=1');
  while (log.length === 0) await setImmediate();
  const lines = log.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'request completed');
  t.match(lines, [
    { reqId: body.requestId, req: { method: 'GET', path: '/v1/contents/none' }, res: { statusCode: 404 } }
  ]);
  t.notMatch(log.join(''), 'secret');
});
