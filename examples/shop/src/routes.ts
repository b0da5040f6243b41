import type { RestClient } from '@expressplay-binding/rest-client';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Customer, customers, films, type PolicyName, policyNames } from './catalogue.ts';

export interface ShopRoutesOptions {
  readonly api: RestClient;
  /** The browser API of the service, e.g. `http://127.0.0.1:3000/player`. */
  readonly playerUrl: string;
  /** How long a rental plays from its first token on, in seconds. */
  readonly rentalSeconds: number;
}

/** How long a rental may wait for its first token, in seconds. */
const startWithinSeconds = 600;
const subscriptionDays = 30;
const cookie = 'shop_customer';

const SignIn = Type.Object({ customer: Type.Enum([...customers]) }, { additionalProperties: false });
const Order = Type.Object(
  {
    contentId: Type.Enum(films.map(({ contentId }) => contentId)),
    kind: Type.Enum(['purchase', 'rental'])
  },
  { additionalProperties: false }
);
const ChoosePolicy = Type.Object({ policy: Type.Enum([...policyNames]) }, { additionalProperties: false });

/** What the shop's pages ask of its server. Only the server has the API key of the service. */
export async function shopRoutes(app: FastifyInstance, options: ShopRoutesOptions): Promise<void> {
  const { api, playerUrl, rentalSeconds } = options;

  // Only the shop's own pages may act for the customer whose cookie travels along.
  app.addHook('onRequest', async ({ method, headers }, reply) => {
    if (method === 'GET' || headers['sec-fetch-site'] === 'same-origin') return;
    return reply.code(403).send({ message: 'Only the pages of this shop may do this.' });
  });

  app.get('/config', async () => ({ playerUrl, films }));

  app.get('/customer', async request => ({ customer: customerOf(request) ?? null }));

  app.post<{ Body: { customer: Customer } }>(
    '/sign-in',
    { schema: { body: SignIn } },
    async (request, reply) => {
      const { customer } = request.body;
      // A real shop checks a password here and sets a session that cannot be guessed.
      reply.setCookie(cookie, customer, { httpOnly: true, sameSite: 'strict', path: '/' });
      return { customer, code: await newCode(customer) };
    }
  );

  app.post('/sign-out', async (_request, reply) => reply.clearCookie(cookie, { path: '/' }).code(204).send());

  app.register(async signedIn => {
    signedIn.addHook('onRequest', async (request, reply) => {
      if (!customerOf(request)) return reply.code(401).send({ message: 'Sign in first.' });
    });

    signedIn.post('/player-code', async request => ({ code: await newCode(signedInAs(request)) }));

    signedIn.get('/rights', async request => {
      const rights = [];
      for await (const right of api.listEntitlements({ accountId: signedInAs(request) }))
        if (right.state === 'active') rights.push(right);
      return { rights };
    });

    signedIn.post<{ Body: { contentId: string; kind: 'purchase' | 'rental' } }>(
      '/orders',
      { schema: { body: Order } },
      async (request, reply) => {
        const { contentId, kind } = request.body;
        const startBy = new Date(Date.now() + startWithinSeconds * 1000).toISOString();
        const terms = kind === 'rental' ? { kind, startBy, playDuration: rentalSeconds } : { kind };
        // A real shop takes the payment first, and passes the order's id so that it is booked once.
        reply.code(201);
        return api.createEntitlement({ accountId: signedInAs(request), contentId, ...terms });
      }
    );

    signedIn.post('/subscription', async (request, reply) => {
      const accountId = signedInAs(request);
      const until = new Date(Date.now() + subscriptionDays * 24 * 60 * 60 * 1000).toISOString();
      for (const { contentId } of films)
        await api.createEntitlement({ accountId, contentId, kind: 'subscription', until });
      return reply.code(201).send({ until });
    });

    signedIn.get('/policy', async request => {
      const { policy } = await api.readAccount({ accountId: signedInAs(request) });
      return { policy: policy.name };
    });

    signedIn.put<{ Body: { policy: PolicyName } }>(
      '/policy',
      { schema: { body: ChoosePolicy } },
      async request => {
        const { policy } = request.body;
        await api.setAccountPolicy({
          accountId: signedInAs(request),
          policy,
          reason: 'The customer tries the rules out'
        });
        return { policy };
      }
    );
  });

  async function newCode(accountId: string): Promise<string> {
    return (await api.openPlayerSession({ accountId })).code;
  }
}

function customerOf({ cookies }: FastifyRequest): Customer | undefined {
  return customers.find(customer => customer === cookies[cookie]);
}

function signedInAs(request: FastifyRequest): Customer {
  const customer = customerOf(request);
  if (!customer) throw new Error('The hook before lets only customers pass.');
  return customer;
}
