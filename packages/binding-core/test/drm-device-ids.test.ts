import t from 'tap';
import { caller, createStage } from './support/stage.ts';

const hex = 'abcdef0123456789abcdef0123456789';

t.test('letter case of hexadecimal digits and blanks do not make two devices', async t => {
  const stage = await createStage();
  const first = await stage.register('ada', hex.toUpperCase());
  t.equal(first.device?.bindings[0]?.drmDeviceId, hex);
  for (const spelling of [hex, ` ${hex}`, `${hex}\n`, hex.replace('ab', 'aB')])
    t.equal((await stage.register('ada', spelling)).device?.deviceId, first.device?.deviceId);
});

t.test('two spellings of one id under a cookie are one device, and no ambiguity', async t => {
  const stage = await createStage();
  const { registration } = await stage.binding.startRegistration(
    { accountId: 'ada', drm: 'widevine' },
    caller
  );
  stage.licenses.redeem(registration.cookie, hex);
  stage.licenses.redeem(registration.cookie, ` ${hex.toUpperCase()} `);
  const { registrationId } = registration;
  t.equal((await stage.binding.completeRegistration(registrationId, caller)).registration.state, 'bound');
});

t.test('letter case of an id that is not hexadecimal makes two devices', async t => {
  const stage = await createStage();
  const first = await stage.register('ada', 'Zm9vYmFyYmF6cXV4');
  const second = await stage.register('ada', 'zm9vymfyymf6cxv4');
  t.not(first.device?.deviceId, second.device?.deviceId);
});

const shapes: readonly (readonly [string, RegExp])[] = [
  ['null', /a word that stands for no value/],
  ['undefined', /a word that stands for no value/],
  ['0', /a word that stands for no value/],
  ['', /an empty text/],
  ['  ', /an empty text/],
  ['<script>alert(1)</script>', /a text of 25 characters, among them some that no device id has/],
  ['a b', /some that no device id has/],
  ['ä'.repeat(32), /some that no device id has/],
  ['a'.repeat(256), /a text of 256 characters/],
  ['a'.repeat(900_000), /a text of 900000 characters/]
];

t.test('what cannot be a device id is named by its shape, and binds nothing', async t => {
  for (const [recorded, shape] of shapes) {
    const stage = await createStage();
    const refusal = await stage.register('ada', recorded).catch(error => error);
    t.match(refusal, { code: 'upstream-rejected', message: shape });
    t.ok(refusal.message.length < 400 && !refusal.message.includes('script'), 'the value is not repeated');
    t.strictSame((await stage.binding.listDevices('ada', { limit: 10 })).items, []);
  }
});
