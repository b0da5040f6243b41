import { createApiKeyUseCases } from '@expressplay-binding/binding-core';
import { scopes } from '@expressplay-binding/fastify-binding';
import t, { type Test } from 'tap';
import { makeApiKey } from './support/api-keys.ts';
import { newDeviceId, register } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

// Some thousand requests, on a machine that may be busy.
t.setTimeout(600_000);

/** What decides about a request: the refusal of the authorization, or that there was none. */
type Verdict = 'unauthenticated' | 'player-session-ended' | 'forbidden' | 'allowed';

/** With what a request authenticates itself. */
interface Credential {
  readonly name: string;
  /** Returns new ones for each request: one of the routes ends the session of a browser. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** The scope that a valid API key has. */
  readonly scope?: string;
  /** Whether it is the session of a browser. */
  readonly session?: true;
}

interface Route {
  readonly method: string;
  readonly path: string;
  /** The security requirement of the OpenAPI document. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** A body that is valid; absent if the route has none. */
  readonly example?: object | undefined;
}

t.test('the OpenAPI document is the authorization matrix of the service', async t => {
  const service = await startWithAda(t);
  const credentials = await makeCredentials(service);
  const routes = await readRoutes(service);

  t.test('it names a known scope for each route, and every scope has a route', async t => {
    const named = routes.flatMap(({ security }) => security.flatMap(({ apiKey }) => apiKey ?? []));
    t.strictSame([...new Set(named)].sort(), [...scopes].sort());
    for (const { method, path, security } of routes)
      if (path.startsWith('/v1/')) t.ok(security[0]?.apiKey, `${method} ${path} needs an API key`);
  });

  t.test('each route is open to exactly those whom it names', async t => {
    const counts = new Map<string, number>();
    for (const route of routes) {
      const verdicts = await Promise.all(
        credentials.map(async ({ headers }) => service.send(route, await headers()).then(verdictOf))
      );
      const expected = credentials.map(credential => expectedOf(route, credential));
      const named = (all: readonly Verdict[]) =>
        Object.fromEntries(credentials.map(({ name }, index) => [name, all[index]]));
      t.strictSame(named(verdicts), named(expected), `${route.method} ${route.path}`);
      for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    }
    const cells = routes.length * credentials.length;
    t.comment(`${routes.length} routes × ${credentials.length} credentials = ${cells} cells`);
    for (const [verdict, count] of counts) t.comment(`${verdict}: ${count}`);
  });

  t.test("a browser of another account gets nothing of Ada's, whatever it sends", async t => {
    // The routes have removed the first device by now.
    const { body } = await register(service.call, 'ada', newDeviceId(), tv);
    const { registrationId, device } = body;
    const ids = { deviceId: device.deviceId, registrationId };
    for (const route of routes.filter(({ security }) => security.some(one => one.playerSession))) {
      const cookie = await service.openSession('eve');
      const { status, text } = await service.send(route, { cookie }, { ids, body: route.example });
      const name = `${route.method} ${route.path}`;
      t.notMatch(text, tv.device.name, name);
      if (route.path.includes('{')) t.match(String(status), /^40[49]$/, `${name} of Ada is refused`);
    }
    const { deviceId } = ids;
    t.match((await service.call('GET', `/v1/accounts/ada/devices/${deviceId}`)).body, {
      state: 'active',
      name: tv.device.name
    });
  });
});

const tv = { drm: 'widevine', device: { name: 'TV of Ada', class: 'tv' } };

type Service = Awaited<ReturnType<typeof startWithAda>>;

/** The service with a device of Ada, whose data nobody else may see. */
async function startWithAda(t: Test) {
  const origin = 'https://shop.example';
  const emulator = await startEmulator(t);
  const service = await startService(t, 'sqlite::memory:', emulator.url, {
    COOKIE_SECRETS: 'a secret that signs the cookies of browsers',
    PLAYER_ORIGINS: origin,
    FAILED_AUTHENTICATIONS_PER_MINUTE: '10000000',
    LOG_LEVEL: 'silent'
  });
  const { url, call } = service;
  const deviceId: string = (await register(call, 'ada', newDeviceId(), tv)).body.device.deviceId;

  return {
    ...service,
    deviceId,
    /** Sends a request about Ada. Without a body it is not valid everywhere, but authorization comes before validation. */
    async send(
      { method, path }: Route,
      headers: Readonly<Record<string, string>>,
      { ids = {}, body }: { ids?: Readonly<Record<string, string>>; body?: object | undefined } = {}
    ) {
      const known: Record<string, string> = { accountId: 'ada', deviceId, ...ids };
      const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? 'none');
      const response = await fetch(url + target, {
        method,
        headers: { ...headers, origin, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) })
      });
      const text = await response.text();
      const isProblem = response.headers.get('content-type')?.includes('problem+json');
      const code: unknown = isProblem ? JSON.parse(text).code : undefined;
      return { status: response.status, text, code };
    },
    /** The cookie of a browser of the account. */
    async openSession(accountId: string): Promise<string> {
      const { code } = (await call('POST', `/v1/accounts/${accountId}/player-sessions`)).body;
      const answer = await fetch(`${url}/player/session`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ code })
      });
      return String(answer.headers.get('set-cookie')).split(';', 1)[0] ?? '';
    }
  };
}

async function makeCredentials({ call, storage, openSession }: Service): Promise<readonly Credential[]> {
  const ofKey = (name: string, apiKey: string) => ({
    name,
    headers: async () => ({ authorization: `Bearer ${apiKey}` })
  });
  const revoked = (await call('POST', '/v1/api-keys', { name: 'revoked', scopes })).body;
  await call('DELETE', `/v1/api-keys/${revoked.keyId}`);
  const earlier = createApiKeyUseCases({ store: storage.store, clock: () => Date.now() - 60_000 });
  const expired = await earlier.createApiKey(
    { name: 'expired', scopes, expiresAt: Date.now() - 1 },
    { actor: 'test', scopes }
  );
  return [
    { name: 'no key', headers: async () => ({}) },
    ofKey('a junk key', 'epb_junk'),
    ofKey('an expired key', expired.apiKey),
    ofKey('a revoked key', revoked.apiKey),
    {
      name: "another account's browser session",
      headers: async () => ({ cookie: await openSession('eve') }),
      session: true
    },
    ...(await Promise.all(
      scopes.map(async scope => ({
        ...ofKey(`only the scope ${scope}`, await makeApiKey(storage, `only ${scope}`, [scope])),
        scope
      }))
    ))
  ];
}

async function readRoutes({ call }: Service): Promise<Route[]> {
  const { body: document } = await call('GET', '/openapi.json');
  const paths: Record<string, Record<string, Operation>> = document.paths;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { security = document.security, requestBody }]) => {
      const name = requestBody?.content['application/json']?.schema.$ref.split('/').at(-1);
      const example = name && document.components.schemas[name].examples?.[0];
      return { method: method.toUpperCase(), path, security, example };
    })
  );
}

/** What the test reads of an operation of the OpenAPI document. */
interface Operation {
  readonly security?: Route['security'];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } };
  };
}

function expectedOf({ security: [requirement] }: Route, { session, scope }: Credential): Verdict {
  if (!requirement) return 'allowed';
  if (requirement.playerSession) return session ? 'allowed' : 'player-session-ended';
  if (scope === undefined) return 'unauthenticated';
  const [needed] = requirement.apiKey ?? [];
  return needed === undefined || needed === scope ? 'allowed' : 'forbidden';
}

function verdictOf({ status, code, text }: Awaited<ReturnType<Service['send']>>): Verdict {
  if (status >= 500) throw new Error(text);
  if (code === 'unauthenticated' || code === 'player-session-ended' || code === 'forbidden') return code;
  return 'allowed';
}
