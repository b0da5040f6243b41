import { inspect } from 'node:util';
import { onEachDatabase } from './support/databases.ts';
import { apiKey, secrets } from './support/environment.ts';
import { buyFilm, film } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

onEachDatabase('no secret is in a log line, a problem, a header or a metric', async (t, database) => {
  const emulator = await startEmulator(t);
  const { url, call, log } = await startService(t, await database.createUrl(t), emulator.url, {
    LOG_LEVEL: 'trace'
  });
  const { token } = await buyFilm(call, 'ada');
  const issued = await call('POST', '/v1/accounts/ada/tokens', token, { cookie: 'session=5ec4e7c00c1e' });
  const planted = [
    ...Object.values(secrets),
    film.key.value,
    '5ec4e7c00c1e',
    '5ec4e7123456',
    '5ec4e7bad0ke',
    new URL(issued.body.licenseUrl).searchParams.get('ExpressPlayToken')!
  ];

  const shown: string[] = [];
  const note = async (response: Response) => {
    shown.push(inspect([...response.headers]), response.status < 400 ? '' : await response.text());
  };
  const authorization = `Bearer ${apiKey}`;
  await note(await fetch(`${url}/v1/contents?api_key=5ec4e7123456`, { headers: { authorization } }));
  await note(await fetch(`${url}/v1/contents`, { headers: { authorization: 'Bearer 5ec4e7bad0ke' } }));
  const put = { method: 'PUT', headers: { authorization, 'content-type': 'application/json' } };
  for (const key of [film.key, { kind: 'wrapped', ek: film.key.value, kek: film.key.value }, film.key.value])
    await note(
      await fetch(`${url}/v1/contents/film`, {
        ...put,
        body: JSON.stringify({ ...film, key, kid: film.key.value, iv: 1 })
      })
    );
  await note(await fetch(`${url}/v1/contents/film`, { ...put, body: `{"key":"${film.key.value}"` }));

  for (const fault of [
    { kind: 'refuse', code: -2018 },
    { kind: 'status', status: 500 },
    { kind: 'reset' },
    { kind: 'html' },
    { kind: 'malformed' },
    { kind: 'latency', ms: 5000 }
  ] as const) {
    emulator.configure({ faults: [fault] });
    const { status, text } = await call('POST', '/v1/accounts/ada/tokens', token);
    t.ok(status >= 502, `${fault.kind} is answered with ${status}`);
    shown.push(text);
    const started = await call('POST', '/v1/accounts/bob/registrations', { drm: 'fairplay' });
    shown.push(started.text);
  }
  emulator.configure({ faults: [] });
  shown.push((await call('GET', '/metrics')).text, log.join(''));

  t.ok(log.length > 20, 'there is a log');
  for (const secret of planted)
    t.notOk(
      shown.some(text => text.includes(secret)),
      `${secret.slice(0, 6)}… is not shown`
    );
});

onEachDatabase('records are looked up without the authenticator in any log line', async (t, database) => {
  const emulator = await startEmulator(t);
  const { call, log } = await startService(t, await database.createUrl(t), emulator.url, {
    LOG_LEVEL: 'trace'
  });
  const started = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  const complete = () => call('POST', `/v1/registrations/${started.body.registrationId}/complete`);
  const texts = [];
  for (const fault of [
    { kind: 'reset' },
    { kind: 'status', status: 502 },
    { kind: 'refuse', code: -2018 }
  ] as const) {
    emulator.configure({ faults: [{ ...fault, api: 'records' }] });
    texts.push((await complete()).text);
  }
  t.notMatch([...log, ...texts].join(''), secrets.authenticator.split(',')[1]!);
});
