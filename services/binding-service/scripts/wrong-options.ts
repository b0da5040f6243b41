import { randomBytes } from 'node:crypto';
import { type Binding, createBinding } from '@expressplay-binding/binding-core';
import { createExpressPlayClient } from '@expressplay-binding/expressplay-client';
import { createEmulator } from '@expressplay-binding/expressplay-emulator';
import {
  apiKeyAuthentication,
  expressPlayLicenses,
  fastifyBinding,
  lookUpWorker,
  playerRoutes,
  seesRoutes
} from '@expressplay-binding/fastify-binding';
import { createRestClient } from '@expressplay-binding/rest-client';
import { openStorage } from '@expressplay-binding/storage-kysely';
import { supportConsole } from '@expressplay-binding/support-console';
import Fastify, { type FastifyPluginAsync } from 'fastify';

/** A mistake of somebody who uses the packages, and what they are told. */
export interface WrongOption {
  /** The call, as it is written. */
  readonly call: string;
  readonly error: Error;
}

/** A value that the types refuse, as it may come from JavaScript. */
// biome-ignore lint/suspicious/noExplicitAny: each value is wrong on purpose.
type Wrong = any;

const customerAuthenticator = '1000,0123456789abcdef0123456789abcdef';
const hex = '0123456789abcdef0123456789abcdef';
const dummyContent = { kid: hex, key: { kind: 'clear', value: hex } } as const;
const secret = '0123456789abcdef0123456789abcdef';
const origin = 'https://shop.example';
/** Nothing listens there, and fetch may ask there, unlike at port 1. */
const nowhere = 'http://127.0.0.1:2';
const caller = { actor: 'docs' };

/** Makes each mistake and returns what came of it. */
export async function wrongOptions(): Promise<readonly WrongOption[]> {
  const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });
  const client = createExpressPlayClient({
    endpoints: { baseUrl: nowhere },
    customerAuthenticator,
    retry: { attempts: 1 }
  });
  const dependencies = {
    store: storage.store,
    licenses: expressPlayLicenses(client),
    settings: { dummyContent }
  };
  const binding = createBinding(dependencies);
  const authenticate = apiKeyAuthentication(binding);
  const closed = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });
  await closed.close();

  const set = (settings: Wrong) => () =>
    createBinding({ ...dependencies, settings: { dummyContent, ...settings } });
  const expressPlay = (options: Wrong) => () => createExpressPlayClient(options);
  const open = (options: Wrong) => () => openStorage(options);
  const player = { binding, cookieSecrets: [secret], origins: [origin] };
  const sees = { binding, timeBased: 'deny', authenticate };
  const { sessions, ...staff } = { sessions: storage.staffSessions, origin, authenticateKey: authenticate };

  const mistakes: Readonly<Record<string, () => unknown>> = {
    'createBinding({ licenses, settings })': () =>
      createBinding({ ...dependencies, store: undefined } as Wrong),
    'createBinding({ store, settings })': () =>
      createBinding({ ...dependencies, licenses: undefined } as Wrong),
    'createBinding({ store, licenses: client, settings })': () =>
      createBinding({ ...dependencies, licenses: client } as Wrong),
    'createBinding({ store, licenses })': () =>
      createBinding({ ...dependencies, settings: undefined } as Wrong),
    'settings: {}': () => createBinding({ ...dependencies, settings: {} } as Wrong),
    "settings: { dummyContent: { kid: 'film', … } }": set({ dummyContent: { ...dummyContent, kid: 'film' } }),
    'settings: { timeout: 5 }': set({ timeout: 5 }),
    'settings: { tokenTtl: NaN }': set({ tokenTtl: Number.NaN }),
    'settings: { tokenTtl: 86_400_000 }': set({ tokenTtl: 86_400_000 }),
    "settings: { registrationTtl: '900' }": set({ registrationTtl: '900' }),
    'settings: { lookUpsPerMinute: 0 }': set({ lookUpsPerMinute: 0 }),
    "settings: { unverifiedBinding: 'deny' }": set({ unverifiedBinding: 'deny' }),
    "settings: { allowUnbound: 'widevine' }": set({ allowUnbound: 'widevine' }),
    "settings: { deviceBinding: { Widevine: 'enforced' } }": set({ deviceBinding: { Widevine: 'enforced' } }),
    'settings: { tokenBudget: 100 }': set({ tokenBudget: 100 }),
    "issueToken({ accountId: 'ada', … }) without a caller": () =>
      (binding as Wrong).issueToken({ accountId: 'ada', contentId: 'film', deviceId: 'dev_1' }),
    "removeDevice('ada', 'dev_1') without a caller": () => (binding as Wrong).removeDevice('ada', 'dev_1'),
    "startRegistration({ accountId: 'ada', drm: 'Widevine' }, caller)": () =>
      binding.startRegistration({ accountId: 'ada', drm: 'Widevine' as Wrong }, caller),

    'openStorage({ url })': open({ url: 'sqlite::memory:' }),
    'openStorage({ url, sealingKeys: [] })': open({ url: 'sqlite::memory:', sealingKeys: [] }),
    "openStorage({ url, sealingKeys: ['secret'] })": open({
      url: 'sqlite::memory:',
      sealingKeys: ['secret']
    }),
    'openStorage({ sealingKeys })': open({ sealingKeys: [secret] }),
    "openStorage({ url: 'postgres://…', sealingKeys })": open({
      url: 'postgres://127.0.0.1/binding',
      sealingKeys: [randomBytes(32)]
    }),
    'openStorage({ url, sealingKeys, timeout: 5 })': open({
      url: 'sqlite::memory:',
      sealingKeys: [randomBytes(32)],
      timeout: 5
    }),
    'openStorage({ …, pool: { max: 5 } })': open({
      url: 'mysql://root@127.0.0.1:2/binding',
      sealingKeys: [randomBytes(32)],
      pool: { max: 5 }
    }),
    "openStorage({ url: 'mysql://…', sealingKeys }) without a server": open({
      url: 'mysql://root@127.0.0.1:2/binding',
      sealingKeys: [randomBytes(32)]
    }),
    'store.findContent(…) after storage.close()': () => closed.store.findContent('film'),
    'storage.ping() after storage.close()': () => closed.ping(),

    'createExpressPlayClient({ customerAuthenticator })': expressPlay({ customerAuthenticator }),
    "createExpressPlayClient({ endpoints: 'http://127.0.0.1:3001', … })": expressPlay({
      endpoints: 'http://127.0.0.1:3001',
      customerAuthenticator
    }),
    'createExpressPlayClient({ endpoints })': expressPlay({ endpoints: 'test' }),
    'createExpressPlayClient({ …, timeout: 5000 })': expressPlay({
      endpoints: 'test',
      customerAuthenticator,
      timeout: 5000
    }),
    'createExpressPlayClient({ …, retry: 3 })': expressPlay({
      endpoints: 'test',
      customerAuthenticator,
      retry: 3
    }),
    'createExpressPlayClient({ …, deadline: NaN })': expressPlay({
      endpoints: 'test',
      customerAuthenticator,
      deadline: Number.NaN
    }),
    'client.recordsByCookie(…) without an emulator': () => client.recordsByCookie('c'.repeat(32)),
    'expressPlayLicenses()': () => (expressPlayLicenses as Wrong)(),
    "expressPlayLicenses(client, { widevineDurations: 'both' })": () =>
      expressPlayLicenses(client, { widevineDurations: 'both' as Wrong }),

    'register(fastifyBinding, { authenticate })': registered(fastifyBinding, { authenticate }),
    'register(fastifyBinding, { binding })': registered(fastifyBinding, { binding }),
    'register(fastifyBinding, { binding, authenticate, apiKeys })': registered(fastifyBinding, {
      binding,
      authenticate,
      apiKeys: []
    }),
    'apiKeyAuthentication(storage)': () => apiKeyAuthentication(storage as unknown as Binding),
    'register(playerRoutes, { binding, origins })': registered(playerRoutes, { binding, origins: [origin] }),
    "register(playerRoutes, { …, cookieSecrets: ['secret'] })": registered(playerRoutes, {
      ...player,
      cookieSecrets: ['secret']
    }),
    "register(playerRoutes, { …, origins: 'https://shop.example' })": registered(playerRoutes, {
      ...player,
      origins: origin
    }),
    "register(playerRoutes, { …, origins: ['https://shop.example/'] })": registered(playerRoutes, {
      ...player,
      origins: [`${origin}/`]
    }),
    "register(playerRoutes, { …, cookieMode: 'lax' })": registered(playerRoutes, {
      ...player,
      cookieMode: 'lax'
    }),
    'register(seesRoutes, { …, timeBased: false })': registered(seesRoutes, { ...sees, timeBased: false }),
    'register(seesRoutes, { binding, timeBased })': registered(seesRoutes, { binding, timeBased: 'deny' }),
    'register(lookUpWorker, { binding, interval: 0 })': registered(lookUpWorker, { binding, interval: 0 }),
    'register(supportConsole, { origin, authenticateKey })': registered(supportConsole, staff),
    "register(supportConsole, { …, origin: 'binding.example' })": registered(supportConsole, {
      ...staff,
      sessions,
      origin: 'binding.example'
    }),

    'createEmulator({ timeout: 5 })': () => createEmulator({ timeout: 5 } as Wrong),
    "createEmulator({ port: '3001' })": () => createEmulator({ port: '3001' as Wrong }),
    "createEmulator({ deviceBinding: { widevine: 'on' } })": () =>
      createEmulator({ deviceBinding: { widevine: 'on' as Wrong } }),

    'createRestClient({ apiKey })': () => createRestClient({ apiKey: 'epb_x' } as Wrong),
    "createRestClient({ baseUrl: 'https://binding.example/v1' })": () =>
      createRestClient({ baseUrl: 'https://binding.example/v1' }),
    'createRestClient({ baseUrl, apikey })': () =>
      createRestClient({ baseUrl: nowhere, apikey: 'epb_x' } as Wrong),
    'createRestClient({ baseUrl, timeout: NaN })': () =>
      createRestClient({ baseUrl: nowhere, timeout: Number.NaN }),
    'api.readDevice(…) without a service': () =>
      createRestClient({ baseUrl: nowhere, retries: 0 }).readDevice({ accountId: 'ada', deviceId: 'dev_1' })
  };

  try {
    const made: WrongOption[] = [];
    for (const [call, mistake] of Object.entries(mistakes))
      made.push({ call, error: await failureOf(call, mistake) });
    return made;
  } finally {
    await client.close();
    await storage.close();
  }
}

/** The page in docs/ that shows each mistake with its sentence. */
export async function wrongOptionsPage(): Promise<string> {
  const rows = (await wrongOptions()).map(
    ({ call, error }) => `| \`${call}\` | \`${error.name}\` | ${error.message.replaceAll('|', '\\|')} |`
  );
  return `# Wrong options

Every function and plugin of the packages checks its options before it does anything. The first option that is unknown, missing or
wrong is named in one sentence, which shows the right form. Values are never repeated, because they may be secrets.

This page is generated: each of these mistakes was made.

| what was written | error | sentence |
|---|---|---|
${rows.join('\n')}
`;
}

// biome-ignore lint/suspicious/noExplicitAny: the plugins have different options.
function registered(plugin: FastifyPluginAsync<any>, options: object): () => Promise<void> {
  return async () => {
    const app = Fastify();
    try {
      await app.register(plugin, options);
    } finally {
      await app.close();
    }
  };
}

async function failureOf(call: string, mistake: () => unknown): Promise<Error> {
  try {
    await mistake();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error(`${call} does not fail.`);
}
