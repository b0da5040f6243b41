// The walk-through of the README, run as written against a stack of its own.
import t from 'tap';
import { runDocumentedLines } from './support/documented-lines.mjs';

t.test('the lines of the README bind a film to one device', async t => {
  const [content, started, dummy, bound, refusal, purchase, token, license, refused] =
    await runDocumentedLines(t, 'README.md', 'walk-through');
  const device = '0123456789abcdef0123456789abcdef';

  t.match(content, { contentId: 'metropolis', keyKind: 'clear' });
  t.match(started, { state: 'pending', cookie: /^.{32}$/ });
  t.ok(dummy.keys, 'the dummy was redeemed');
  t.match(bound, { state: 'bound', device: { bindings: [{ drm: 'widevine', drmDeviceId: device }] } });
  t.match(refusal, { status: 403, code: 'not-entitled' });
  t.match(purchase, { kind: 'purchase', state: 'active' });
  t.match(token, { binding: 'enforced', deviceId: bound.device.deviceId });
  const key = Buffer.from('00112233445566778899aabbccddeeff', 'hex').toString('base64url');
  t.match(license, { keys: [{ k: key }] });
  t.match(refused, { errorCode: -4001 });
});
