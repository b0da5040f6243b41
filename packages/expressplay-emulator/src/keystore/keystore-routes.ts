import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkErrorFormat } from '../event-reply.ts';
import { authenticate } from '../parameters/authenticator.ts';
import type { RequestParameters } from '../parameters/parameters.ts';
import type { RouteOptions } from '../route-options.ts';
import { readKek, readKeyBody, readKid } from './key-request.ts';
import { createKey, findKey, type KeystoreCall, unwraps, updateKey } from './key-storage.ts';
import type { StoredKey } from './key-store.ts';
import { KeystoreError } from './keystore-error.ts';
import { presentCreated, presentKey, presentValue } from './present-key.ts';

/** Longer than this no key object gets. */
const BODY_LIMIT = 64 * 1024;

const config = { call: { api: 'keystore' } } as const;

type OneOrMore = { Params: { kids: string } };

/** Key storage, the open SKM API: everything below `/keystore`. */
export async function keystoreRoutes(app: FastifyInstance, { platform }: RouteOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body)
  );

  // Fastify adds a charset to JSON, which key storage does not have.
  app.addHook('onSend', async (_request, reply) => {
    if (String(reply.getHeader('content-type')).startsWith('application/json'))
      reply.header('content-type', 'application/json');
  });

  const open = (request: FastifyRequest): KeystoreCall => {
    const parameters = request.query as RequestParameters;
    checkErrorFormat(parameters);
    const { customerAuthenticators, keystore: dialect } = platform.switchboard.current;
    const keys = platform.keys.of(authenticate(parameters, customerAuthenticators));
    return { keys, dialect, kek: readKek(parameters), random: platform.random, now: platform.now() };
  };

  app.post('/keystore/keys', { config }, (request, reply) => {
    const call = open(request);
    const { created, key } = createKey(call, readKeyBody(parseJson(request.body), call.kek));
    if (created) reply.code(201).header('location', `/keys/${key.kid}`);
    const shown = created || call.dialect === 'expressplay' ? presentCreated : presentKey;
    return reply.send(shown(key, call.kek, call.dialect));
  });

  app.put<OneOrMore>('/keystore/keys/:kids', { config }, (request, reply) => {
    const call = open(request);
    updateKey(call, readKid(request.params.kids), readKeyBody(parseJson(request.body), call.kek));
    return reply.send();
  });

  app.get<OneOrMore>('/keystore/keys/:kids', { config }, (request, reply) => {
    const call = open(request);
    const present = (key: StoredKey) => presentKey(key, call.kek, call.dialect);
    const keys = select(call, request.params.kids).map(key => key && present(key));
    return reply.send(request.params.kids.includes(',') ? keys : keys[0]);
  });

  app.get<OneOrMore>('/keystore/keys/:kids/value', { config }, (request, reply) => {
    const call = open(request);
    const found = select(call, request.params.kids).filter(key => key !== null);
    const values = found.map(key => presentValue(key, call.kek, call.dialect));
    return reply.type('text/plain').send(values.join(','));
  });

  app.delete<OneOrMore>('/keystore/keys/:kids', { config }, (request, reply) => {
    const { keys, dialect } = open(request);
    const removed = keys.remove(readKid(request.params.kids));
    if (!removed && dialect === 'expressplay') throw new KeystoreError('missing', 'Not Found');
    return reply.send();
  });

  app.get('/keystore/keys', { config }, request => {
    const { keys, kek, dialect } = open(request);
    // A key that the kek does not unwrap is left out.
    return keys.all().flatMap(key => (unwraps(key, kek) ? presentKey(key, kek, dialect) : []));
  });

  app.get('/keystore/keycount', { config }, request => ({ keyCount: open(request).keys.all().length }));

  const replyOtherError = app.errorHandler;
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (!(error instanceof KeystoreError)) return replyOtherError(error, request, reply);
    const dialect = request.method === 'PUT' ? 'expressplay' : platform.switchboard.current.keystore;
    return replyRefusal(error, reply, dialect);
  });
}

/**
 * The keys of a comma-separated list, in its order. SkeyMa has `null` in place of a key that it does not have.
 *
 * @throws KeystoreError
 */
function select({ keys, dialect }: KeystoreCall, list: string): readonly (StoredKey | null)[] {
  const kids = list.split(',').map(readKid);
  if (dialect === 'expressplay') return kids.map(kid => findKey(keys, kid));
  const found = kids.map(kid => keys.find(kid) ?? null);
  if (found.every(key => key === null)) throw new KeystoreError('missing', 'Not Found');
  return found;
}

function parseJson(body: unknown): unknown {
  if (typeof body !== 'string' || body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new KeystoreError('bad-syntax', 'The body is not JSON.');
  }
}

/** SkeyMa answers 400 and a bare text for a key that it does not have, but 404 when it is to be changed. */
function replyRefusal(
  { code, message, reason }: KeystoreError,
  reply: FastifyReply,
  dialect: string
): FastifyReply {
  if (reason !== 'missing') return reply.code(400).send({ code, message });
  if (dialect === 'skeyma') return reply.code(400).type('text/plain').send(message);
  return reply.code(404).send({ code, message });
}
