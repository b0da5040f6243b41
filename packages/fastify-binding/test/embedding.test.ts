import Fastify from 'fastify';
import t from 'tap';
import { bearerAuthentication } from '../src/authentication/bearer-authentication.ts';
import { fastifyBinding, fastifyBindingServerOptions, scopes } from '../src/index.ts';
import { callerOf } from './support/api.ts';
import { film, startStack } from './support/stack.ts';

t.test('the plugin does not change the other routes of its app', async t => {
  const { binding } = await startStack(t);
  const app = Fastify();
  t.teardown(() => app.close());
  app.setErrorHandler((error, _request, reply) => reply.code(418).send({ mine: (error as Error).message }));
  app.get('/mine', async () => {
    throw new Error('my own');
  });
  app.post(
    '/mine',
    { schema: { body: { type: 'object', properties: { n: { type: 'integer' } } } } },
    async r => r.body
  );
  app.get('/plain', async () => ({ ok: true }));
  await app.register(fastifyBinding, { prefix: '/binding', binding, authenticate: async () => undefined });

  t.match(await app.inject('/mine'), { statusCode: 418, body: '{"mine":"my own"}' });
  t.strictSame(
    (await app.inject({ method: 'POST', url: '/mine', payload: { n: '5', more: 1 } })).json(),
    { n: 5, more: 1 },
    'coercion stays as it was'
  );
  const plain = await app.inject('/plain');
  t.equal(plain.statusCode, 200, 'no API key is asked for');
  t.equal(plain.headers['cache-control'], undefined);
  t.equal((await app.inject('/binding/contents')).json().code, 'unauthenticated');
});

t.test('it can be registered under several prefixes, each with its own API keys', async t => {
  const { binding } = await startStack(t);
  const app = Fastify(fastifyBindingServerOptions);
  t.teardown(() => app.close());
  for (const name of ['one', 'two'])
    await app.register(fastifyBinding, {
      prefix: `/${name}`,
      binding,
      authenticate: async apiKey => (apiKey === name ? { name, scopes } : undefined)
    });
  t.equal((await callerOf(app, 'one')('GET', '/one/contents')).status, 200);
  t.equal((await callerOf(app, 'one')('GET', '/two/contents')).status, 401);
});

t.test('ids of 128 characters of four bytes fit in a path', async t => {
  const { app } = await startStack(t);
  const call = callerOf(app);
  const contentId = '\u{1f3ac}'.repeat(128);
  const path = `/v1/contents/${encodeURIComponent(contentId)}`;
  t.equal((await call('PUT', path, film)).status, 201);
  t.equal((await call('GET', path)).body.contentId, contentId);
  t.equal((await call('GET', `/v1/contents/${'x'.repeat(129)}`)).status, 400);
});

/** Needs a key, but no scope. */
const forEveryKey = ['/v1/capabilities'];

t.test('every route needs a scope that keys can have, and refuses a key without it', async t => {
  const { binding } = await startStack(t);
  const app = Fastify(fastifyBindingServerOptions);
  t.teardown(() => app.close());
  const routes: { method: string; url: string; scope: string | null | undefined }[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const name of [method].flat()) routes.push({ method: name, url, scope: config?.scope });
  });
  await app.register(fastifyBinding, {
    prefix: '/v1',
    binding,
    authenticate: async () => ({ name: 'nobody', scopes: [] })
  });
  await app.ready();
  t.ok(routes.length > 20);
  for (const { method, url, scope } of routes.filter(({ url }) => !forEveryKey.includes(url))) {
    t.ok(
      scopes.some(known => known === scope),
      `${method} ${url} needs one of the known scopes`
    );
    const response = await app.inject({
      method: method as 'GET',
      url: url.replaceAll(/:\w+/g, 'x'),
      headers: { authorization: 'Bearer known' }
    });
    t.equal(response.statusCode, 403, `${method} ${url}`);
  }
});

t.test('a route that does not name its scope is refused at the start', async t => {
  const app = Fastify();
  t.teardown(() => app.close());
  const authenticate = async () => undefined;
  app.register(async door => {
    await door.register(bearerAuthentication, { authenticate });
    door.get('/open', async () => 'for everybody');
  });
  await t.rejects((async () => app.ready())(), { message: /The route GET \/open has to name its scope/ });
});
