import type { Test } from 'tap';
import type { Answer, Call } from './support/calls.ts';
import { redeem } from './support/calls.ts';
import { onEachDatabase, onMysqlAlone } from './support/databases.ts';
import { environmentOf } from './support/environment.ts';
import { newDeviceId } from './support/flow.ts';
import { startProcess } from './support/process.ts';
import { startEmulator, startService } from './support/service.ts';

onEachDatabase('of 50 registrations completed in parallel exactly 3 are bound', async (t, database) => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, await database.createUrl(t), emulator.url, { LOG_LEVEL: 'silent' });
  await completeInParallel(t, [call]);
});

onMysqlAlone('also with two service processes on one MySQL', async (t, database) => {
  const emulator = await startEmulator(t);
  const databaseUrl = await database.createUrl(t);
  const environment = { ...process.env, ...environmentOf({ databaseUrl, expressPlayUrl: emulator.url }) };
  const services = await Promise.all([startProcess(t, environment), startProcess(t, environment)]);
  await completeInParallel(
    t,
    services.map(({ call }) => call)
  );
});

async function completeInParallel(t: Test, calls: readonly Call[]) {
  const callOf = (number: number): Call => calls[number % calls.length]!;
  const path = '/v1/accounts/ada/registrations';
  const started = await Promise.all(
    Array.from({ length: 50 }, (_, number) => callOf(number)('POST', path, { drm: 'widevine' }))
  );
  await Promise.all(started.map(({ body }) => redeem(body.licenseUrl, newDeviceId())));
  const completed = await Promise.all(
    started.map(({ body }, number) =>
      callOf(number + 1)('POST', `/v1/registrations/${body.registrationId}/complete`)
    )
  );
  t.equal(countOf(completed, 200), 3);
  t.equal(countOf(completed, 409), 47);
  t.ok(completed.every(({ status, body }) => status === 200 || body.code === 'device-limit-reached'));
  for (const call of calls) {
    t.match((await call('GET', '/v1/accounts/ada')).body.slots, { total: 3, used: 3, free: 0 });
    const { items } = (await call('GET', '/v1/accounts/ada/devices')).body;
    t.equal(items.length, 3);
  }
}

function countOf(answers: readonly Answer[], status: number): number {
  return answers.filter(answer => answer.status === status).length;
}
