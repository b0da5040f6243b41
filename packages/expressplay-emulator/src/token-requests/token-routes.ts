import formBody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DRMS, type Drm, PATHS } from '../drm.ts';
import { checkErrorFormat, parametersOf } from '../event-reply.ts';
import { authenticate } from '../parameters/authenticator.ts';
import { first, type RequestParameters } from '../parameters/parameters.ts';
import type { RouteOptions } from '../route-options.ts';
import { fairplay } from './fairplay.ts';
import { marlinBb } from './marlin-bb.ts';
import { ms3 } from './ms3.ts';
import { playready } from './playready.ts';
import type { TokenAnswer, TokenKind } from './token-kind.ts';
import { universal } from './universal.ts';
import { widevine } from './widevine.ts';

const KINDS: Readonly<Record<Drm, TokenKind>> = {
  widevine,
  playready,
  fairplay,
  ms3,
  bb: marlinBb,
  universal
};

/** Some hundred keys, each with its policy, fit in. */
const BODY_LIMIT = 256 * 1024;

/** The token calls of all DRMs: GET with a query, or POST with a form. */
export async function tokenRoutes(app: FastifyInstance, { platform, origin }: RouteOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  await app.register(formBody, { bodyLimit: BODY_LIMIT });

  const issue = (drm: Drm, parameters: RequestParameters): TokenAnswer => {
    checkErrorFormat(parameters);
    const switches = platform.switchboard.current;
    const serviceId = authenticate(parameters, switches.customerAuthenticators);
    const stored = platform.keys.of(serviceId);
    const content = KINDS[drm].read({ parameters, switches, stored, now: platform.now() });
    const https = switches.useHttps === 'honored' && first(parameters, 'useHttps') === 'true';
    return KINDS[drm].answer({
      token: platform.mint.issue(serviceId, content),
      content,
      origin: https ? origin().replace(/^http:/, 'https:') : origin(),
      parameters
    });
  };

  /** The workflow page lets the cookie be a header, without naming it. A parameter wins over the header. */
  const withCookieHeader = (request: FastifyRequest): RequestParameters => {
    const cookie = request.headers[platform.switchboard.current.cookieHeader];
    const parameters = parametersOf(request);
    return typeof cookie === 'string' ? { cookie, ...parameters } : parameters;
  };

  for (const drm of DRMS) {
    app.route({
      method: ['GET', 'POST'],
      url: PATHS[drm].token,
      config: { call: { api: 'tokens', drm } },
      handler: (request, reply) => {
        const { contentType, body } = issue(drm, withCookieHeader(request));
        return reply.type(contentType).send(body);
      }
    });
  }
}
