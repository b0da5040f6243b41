import fc from 'fast-check';
import t from 'tap';
import { isInNetworks, isNetwork } from '../src/api-keys/networks.ts';
import { type ApiKeyIssuer, type CreateApiKey, createApiKeyUseCases } from '../src/index.ts';
import { createStage } from './support/stage.ts';

const issuer: ApiKeyIssuer = { actor: 'boss', scopes: ['tokens:write', 'tokens:read', 'staff'] };
const wanted: CreateApiKey = { name: 'shop', scopes: ['tokens:write'] };
const here = '192.0.2.7';
const day = 86_400;

/** Whether the key is accepted from the address. */
type Stage = Awaited<ReturnType<typeof createStage>>;
const isGood = async ({ binding }: Stage, apiKey: string, address = here) =>
  (await binding.authenticateApiKey(apiKey, address)) !== undefined;

t.test('a new key is accepted with its name and scopes until it is revoked', async t => {
  const stage = await createStage();
  const { binding } = stage;
  const { key, apiKey } = await binding.createApiKey(wanted, issuer);
  t.match(apiKey, /^epb_[\w-]{43}$/);
  t.match(await binding.authenticateApiKey(apiKey, here), { keyId: key.keyId, ...wanted });
  t.notOk(await isGood(stage, `${apiKey}x`));
  t.equal(await binding.isApiKeyActive(key.keyId), true);

  t.equal(await binding.revokeApiKey(key.keyId, issuer), true);
  t.equal(await binding.revokeApiKey(key.keyId, issuer), false, 'it was revoked before');
  t.notOk(await isGood(stage, apiKey));
  t.equal(await binding.isApiKeyActive(key.keyId), false);
  await t.rejects(binding.revokeApiKey('key_none', issuer), { code: 'not-found' });
});

t.test('a key is refused from the moment at which it expires', async t => {
  const stage = await createStage();
  const { binding } = stage;
  const expiresAt = stage.now() + 1000;
  const { key, apiKey } = await binding.createApiKey({ ...wanted, expiresAt }, issuer);
  stage.pass(0.999);
  t.ok(await isGood(stage, apiKey));
  stage.pass(0.001);
  t.notOk(await isGood(stage, apiKey));
  t.equal(await binding.isApiKeyActive(key.keyId), false);
});

t.test('nobody hands on a scope that they lack, by a new key or by a rotation', async t => {
  const { binding } = await createStage();
  const small: ApiKeyIssuer = { actor: 'keeper', scopes: ['tokens:read'] };
  await t.rejects(binding.createApiKey(wanted, small), { code: 'scope-not-held', message: /tokens:write/ });
  const { key } = await binding.createApiKey(wanted, issuer);
  await t.rejects(binding.rotateApiKey({ keyId: key.keyId }, small), { code: 'scope-not-held' });
  t.equal((await binding.listApiKeys({ limit: 5 })).items.length, 1, 'no key was made');
});

t.test('a rotated key is accepted for its grace time, beside the new one', async t => {
  const stage = await createStage();
  const { binding } = stage;
  const old = await binding.createApiKey({ ...wanted, allowedNetworks: ['192.0.2.0/24'] }, issuer);
  stage.pass(5);
  const rotated = await binding.rotateApiKey({ keyId: old.key.keyId, graceSeconds: 60 }, issuer);
  t.not(rotated.apiKey, old.apiKey);
  t.match(rotated.key, { ...wanted, allowedNetworks: ['192.0.2.0/24'], createdAt: stage.now() });
  stage.pass(59);
  t.ok((await isGood(stage, old.apiKey)) && (await isGood(stage, rotated.apiKey)));
  stage.pass(1);
  t.notOk(await isGood(stage, old.apiKey));
  t.ok(await isGood(stage, rotated.apiKey));
  t.match((await binding.listApiKeys({ limit: 5 })).items, [
    { keyId: rotated.key.keyId },
    { keyId: old.key.keyId, replacedBy: rotated.key.keyId }
  ]);
  await t.rejects(binding.rotateApiKey({ keyId: old.key.keyId }, issuer), { code: 'api-key-ended' });
  await t.rejects(binding.rotateApiKey({ keyId: 'key_none' }, issuer), { code: 'not-found' });
});

t.test(
  'a rotation without a grace time ends the old key at once; a grace time never extends a key',
  async t => {
    const stage = await createStage();
    const { binding } = stage;
    const leaked = await binding.createApiKey(wanted, issuer);
    await binding.rotateApiKey({ keyId: leaked.key.keyId, graceSeconds: 0 }, issuer);
    t.notOk(await isGood(stage, leaked.apiKey));

    const short = await binding.createApiKey({ ...wanted, expiresAt: stage.now() + 10_000 }, issuer);
    stage.pass(4);
    const next = await binding.rotateApiKey({ keyId: short.key.keyId }, issuer);
    t.equal(
      next.key.expiresAt,
      stage.now() + 10_000,
      'the new key lasts as long as the old one was made for'
    );
    stage.pass(6);
    t.notOk(await isGood(stage, short.apiKey));
  }
);

t.test('the last use is stored at most once a minute', async t => {
  const stage = await createStage();
  const { binding } = stage;
  const { key } = await binding.createApiKey(wanted, issuer);
  const lastUsedAt = async () => (await binding.listApiKeys({ limit: 1 })).items[0]?.lastUsedAt;
  t.equal(await lastUsedAt(), undefined);
  const first = stage.now();
  await binding.recordApiKeyUse(key.keyId);
  stage.pass(59);
  await binding.recordApiKeyUse(key.keyId);
  t.equal(await lastUsedAt(), first);
  stage.pass(1);
  await binding.recordApiKeyUse(key.keyId);
  t.equal(await lastUsedAt(), stage.now());
});

t.test('every change of keys is in the audit trail, without a secret', async t => {
  const stage = await createStage();
  const { binding } = stage;
  const { key, apiKey } = await binding.createApiKey(
    { ...wanted, expiresAt: stage.now() + day * 1000 },
    issuer
  );
  const rotated = await binding.rotateApiKey({ keyId: key.keyId }, issuer);
  await binding.revokeApiKey(key.keyId, issuer);
  const { items } = await binding.listAuditEvents({ subject: key.keyId }, { limit: 5 });
  t.match(items, [
    { action: 'api-key.revoked', actor: 'boss', after: { revokedAt: /Z$/ } },
    { action: 'api-key.rotated', after: { replacedBy: rotated.key.keyId } },
    { action: 'api-key.created', after: { name: 'shop', scopes: ['tokens:write'], expiresAt: /Z$/ } }
  ]);
  const everything = JSON.stringify(await stage.stored());
  t.ok(everything.includes(key.keyId));
  for (const secret of [apiKey, rotated.apiKey]) t.notOk(everything.includes(secret));
});

t.test('wrong input is refused with the member that is wrong', async t => {
  const stage = await createStage();
  const { binding } = stage;
  const pathOf = async (input: Partial<CreateApiKey>) => {
    try {
      await binding.createApiKey({ ...wanted, ...input }, issuer);
      return 'accepted';
    } catch (error) {
      return (error as { problem: { errors: { path: string }[] } }).problem.errors[0]?.path;
    }
  };
  for (const name of [
    '',
    ' x',
    'x'.repeat(129),
    'worker',
    'Bootstrap',
    'command line',
    'staff:42 (Ada)',
    'browser ses_1'
  ])
    t.equal(await pathOf({ name }), '/name', name);
  t.equal(await pathOf({ scopes: [] }), '/scopes');
  t.equal(await pathOf({ expiresAt: stage.now() }), '/expiresAt');
  t.equal(await pathOf({ allowedNetworks: [] }), '/allowedNetworks');
  for (const network of [
    '10.0.0.0/33',
    '10.1/8',
    '0x7f.1',
    '127.1',
    'example.com',
    '::1/129',
    '2001:db8::/',
    'fe80::1%eth0',
    ''
  ])
    t.equal(await pathOf({ allowedNetworks: ['10.0.0.0/8', network] }), '/allowedNetworks/1', network);
  const { key } = await binding.createApiKey(wanted, issuer);
  for (const graceSeconds of [-1, 0.5, Number.NaN, 2_592_001])
    await t.rejects(binding.rotateApiKey({ keyId: key.keyId, graceSeconds }, issuer), {
      code: 'validation',
      message: /graceSeconds/
    });
});

t.test('a key with networks is accepted from their addresses only', async t => {
  const stage = await createStage();
  const allowedNetworks = ['10.0.0.0/8', '198.51.100.7', '2001:db8::/32'];
  const { apiKey } = await stage.binding.createApiKey({ ...wanted, allowedNetworks }, issuer);
  for (const address of ['10.255.0.1', '::ffff:10.1.2.3', '198.51.100.7', '2001:db8:ffff::1'])
    t.ok(await isGood(stage, apiKey, address), address);
  for (const address of ['11.0.0.1', '198.51.100.8', '2001:db9::1', '::ffff:11.0.0.1', '', 'nonsense'])
    t.notOk(await isGood(stage, apiKey, address), address);
});

t.test('an address is in a network if its first bits are those of the network', async t => {
  const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
  const bitsOf = (address: readonly number[]) =>
    address.map(octet => octet.toString(2).padStart(8, '0')).join('');
  fc.assert(
    fc.property(octets, octets, fc.nat(32), fc.nat(32), (network, other, length, common) => {
      // Addresses at random are rarely in the network: take some bits from it.
      const bits = bitsOf(network).slice(0, common) + bitsOf(other).slice(common);
      const address = (bits.match(/.{8}/g) ?? []).map(octet => Number.parseInt(octet, 2)).join('.');
      const cidr = `${network.join('.')}/${length}`;
      t.ok(isNetwork(cidr));
      const inside = bits.slice(0, length) === bitsOf(network).slice(0, length);
      return isInNetworks(address, [cidr]) === inside && isInNetworks(`::ffff:${address}`, [cidr]) === inside;
    })
  );
});

t.test('the use cases of keys need nothing but a store', async t => {
  const { store } = await createStage();
  const keys = createApiKeyUseCases({ store });
  const { apiKey } = await keys.createApiKey(wanted, issuer);
  t.match(await keys.authenticateApiKey(apiKey, here), { name: 'shop' });
});
