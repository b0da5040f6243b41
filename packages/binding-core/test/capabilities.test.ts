import t from 'tap';
import { caller, createStage } from './support/stage.ts';

t.test(
  'every DRM counts as enforcing the binding until the operator or ExpressPlay says otherwise',
  async t => {
    const { binding } = await createStage({ deviceBinding: { fairplay: 'unsupported' } });
    const capabilities = await binding.listCapabilities();
    t.match(
      capabilities.map(({ drm, deviceBinding, configured }) => [drm, deviceBinding, configured]),
      [
        ['widevine', 'enforced', undefined],
        ['playready', 'enforced', undefined],
        ['fairplay', 'unsupported', 'unsupported'],
        ['marlin-ms3', 'enforced', undefined],
        ['marlin-bb', 'enforced', undefined]
      ]
    );
  }
);

t.test('a refusal is remembered: the next token is refused without a call', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  stage.licenses.refuseBinding('widevine');
  await t.rejects(stage.binding.issueToken(request, caller), {
    code: 'binding-unsupported',
    problem: { upstream: { code: -7002 } }
  });
  const calls = stage.licenses.requests.length;
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'binding-unsupported' });
  t.equal(stage.licenses.requests.length, calls);
  t.match((await stage.binding.listCapabilities())[0], {
    deviceBinding: 'unsupported',
    learned: { learnedAt: stage.now(), upstreamCode: -7002 }
  });
});

t.test('if the operator allows it, the token is issued without the restriction and says so', async t => {
  const stage = await createStage({ allowUnbound: ['widevine'] });
  const request = await stage.bought();
  stage.licenses.refuseBinding('widevine');
  t.equal((await stage.binding.issueToken(request, caller)).binding, 'unsupported');
  const calls = stage.licenses.requests.length;
  t.equal((await stage.binding.issueToken(request, caller)).binding, 'unsupported');
  t.equal(stage.licenses.requests.length, calls + 1, 'from the second token on it costs one call again');
  t.equal(stage.licenses.requests.at(-1)?.deviceId, undefined);
});

t.test("the operator's setting wins over what was learned", async t => {
  const stage = await createStage({ deviceBinding: { widevine: 'enforced' } });
  const request = await stage.bought();
  stage.licenses.refuseBinding('widevine');
  for (let i = 0; i < 2; i++) {
    const calls = stage.licenses.requests.length;
    await t.rejects(stage.binding.issueToken(request, caller), { code: 'binding-unsupported' });
    t.equal(stage.licenses.requests.length, calls + 1, 'it is tried every time');
  }
});
