import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyError, FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Platform } from '../platform.ts';
import { type Switches, type SwitchesPatch, SwitchesPatchSchema } from '../switches.ts';
import { CallsSchema, LicensesSchema, ProblemSchema, ShownSwitchesSchema } from './admin-schemas.ts';

const INFO = {
  title: 'ExpressPlay emulator',
  version: '1',
  description: 'Changes how the emulator behaves while it runs. ExpressPlay itself has none of these calls.'
};

/** The emulator's own API below `/emulator`, with its OpenAPI document and a page to read and try it. */
export async function adminRoutes(app: FastifyInstance, { platform }: { platform: Platform }): Promise<void> {
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: INFO } });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    indexPrefix: app.prefix,
    theme: { title: INFO.title }
  });
  // The schemas only describe. The switchboard checks every change, from every source.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error instanceof TypeError ? 400 : (error.statusCode ?? 500);
    return reply.code(status).send({ message: error.message });
  });

  const { switchboard, calls, reset } = platform;

  app.get(
    '/switches',
    { schema: { summary: 'The switches as they are now', response: { 200: ShownSwitchesSchema } } },
    () => showable(switchboard.current)
  );

  app.patch<{ Body: SwitchesPatch }>(
    '/switches',
    {
      schema: {
        summary: 'Changes switches',
        description:
          'Groups may be given in part; lists are replaced as a whole. When one is wrong, none changes.',
        body: SwitchesPatchSchema,
        response: { 200: ShownSwitchesSchema, 400: ProblemSchema }
      }
    },
    request => {
      switchboard.apply(request.body);
      return showable(switchboard.current);
    }
  );

  app.get(
    '/calls',
    { schema: { summary: 'How often each API was called', response: { 200: CallsSchema } } },
    () => calls.snapshot()
  );

  app.get(
    '/licenses',
    {
      schema: {
        summary: 'The licenses that devices got, oldest first, with how long each plays',
        response: { 200: LicensesSchema }
      }
    },
    () => platform.records.licenses()
  );

  app.post(
    '/reset',
    {
      schema: {
        summary:
          'Forgets records, keys and counts, and puts the switches back to how the emulator was started',
        response: { 204: Type.Null() }
      }
    },
    (_request, reply) => {
      reset();
      return reply.code(204).send();
    }
  );

  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/emulator/docs'));
}

/** Authenticators can be set but not read. */
function showable({
  customerAuthenticators: _secret,
  ...shown
}: Switches): Omit<Switches, 'customerAuthenticators'> {
  return shown;
}
