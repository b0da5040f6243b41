import type { TLSSocket } from 'node:tls';
import { choiceRule, type OptionRules, optional } from '@expressplay-binding/binding-core';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { type Authenticate, bearerAuthentication } from '../authentication/bearer-authentication.ts';
import { answer } from '../http/component.ts';
import { prepareApi } from '../http/prepare-api.ts';
import { tagRoutes } from '../http/resource.ts';
import { authenticateRule, bindingRule, checkPluginOptions } from '../plugin-options.ts';
import { HttpProblem } from '../problems/http-problem.ts';
import { problemResponses } from '../problems/problem-schema.ts';
import { components } from '../resources.ts';
import { denialOf } from './denials.ts';
import { type EntitleOptions, makeEntitle } from './entitle.ts';
import { SeesRequestJson, SeesResponseJson, sees } from './schemas.ts';

/** What {@link seesRoutes} needs. */
export interface SeesRoutesOptions extends EntitleOptions {
  /** Who may call: clients with an API key, or clients with a certificate that the TLS listener has verified. */
  readonly authenticate: Authenticate | 'client-certificate';
}

const rules: OptionRules<SeesRoutesOptions> = {
  binding: bindingRule,
  dummyContentId: optional({
    form: 'the contentID of the dummy clip, a text that is not empty',
    accepts: id => typeof id === 'string' && id !== ''
  }),
  timeBased: choiceRule('deny', 'allow'),
  authenticate: {
    form: `${authenticateRule.form}, or 'client-certificate'`,
    accepts: value => value === 'client-certificate' || authenticateRule.accepts(value)
  }
};

/**
 * Adobe's "Sample ExpressPlay Entitlement Server" interface, for license servers that speak it.
 *
 * ```ts
 * await app.register(seesRoutes, { prefix: '/sees', binding, dummyContentId, timeBased: 'deny', authenticate });
 * ```
 * @throws {OptionError} For an option that is missing, unknown or wrong.
 */
export const seesRoutes: FastifyPluginAsyncTypebox<SeesRoutesOptions> = async (app, options) => {
  checkPluginOptions('seesRoutes', options, rules);
  const { authenticate } = options;
  const byCertificate = authenticate === 'client-certificate';
  await prepareApi(app, components);
  tagRoutes(app, sees.tag);
  if (byCertificate) requireClientCertificate(app);
  else await app.register(bearerAuthentication, { authenticate });
  const entitle = makeEntitle(options);

  app.post(
    '/entitlement',
    {
      config: { scope: 'tokens:write' },
      schema: {
        operationId: 'askEntitlement',
        summary: 'May this customer play?',
        description:
          'The answer to a valid request is always 200; `isAllowed` and `error` say what the decision is.',
        body: SeesRequestJson.ref,
        response: {
          200: answer(SeesResponseJson, 'Allowed with the token, or denied with the reason'),
          ...problemResponses([
            'validation',
            'unauthenticated',
            'client-certificate-required',
            'forbidden',
            'payload-too-large',
            'unsupported-media-type',
            'rate-limited',
            'internal',
            'unavailable'
          ])
        }
      }
    },
    async request => {
      const { messageID } = request.body;
      const caller = byCertificate
        ? { actor: 'sees', mayComplete: true }
        : {
            actor: request.principal.name,
            mayComplete: request.principal.scopes.includes('registrations:write')
          };
      try {
        const epTokenURL = await entitle(request.body, caller);
        return { messageID, version: 1, isAllowed: true, epTokenURL } as const;
      } catch (error) {
        const denial = denialOf(error);
        if (!denial) throw error;
        request.log.info({ sees: denial.error }, 'denied');
        return { messageID, version: 1, isAllowed: false, epTokenURL: '', ...denial } as const;
      }
    }
  );
};

/** Refuses clients without a certificate. The TLS handshake only asks for one, because other routes do not need it. */
function requireClientCertificate(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw }) => {
    if ((raw.socket as Partial<TLSSocket>).authorized !== true)
      throw new HttpProblem(
        'client-certificate-required',
        'Connect with a client certificate of the authority that the operator trusts.'
      );
  });
}
