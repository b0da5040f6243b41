import { hash } from 'node:crypto';
import { HttpProblem, playerSessionCookieName } from '@expressplay-binding/fastify-binding';
import { sessionCookieName } from '@expressplay-binding/support-console';
import { parse } from 'cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';

/** What one process knows of failed authentications. All doors share it. */
export interface FailedAuthentications {
  /** The failures of each network in its current minute. */
  readonly failures: LRUCache<string, number>;
  /** Hashes of the credentials that were valid in the last hour. */
  readonly known: LRUCache<string, true>;
  readonly perMinute: number;
}

/** Starts to count. `now` is a monotonic clock in milliseconds. */
export function countFailedAuthentications(
  perMinute: number,
  now = () => performance.now()
): FailedAuthentications {
  const clock = { perf: { now }, ttlResolution: 0 };
  return {
    perMinute,
    // The minute starts with the first failure: a later failure does not extend it.
    failures: new LRUCache({ max: 10_000, ttl: 60_000, noUpdateTTL: true, ...clock }),
    known: new LRUCache({ max: 10_000, ttl: 3_600_000, ...clock })
  };
}

/**
 * Refuses unknown credentials from a network with too many failed authentications, before the database is asked. Credentials
 * that were valid in the last hour are still checked, so that a neighbour behind the same address can work. Register it before
 * the authentication.
 */
export const failedAuthentications = fp(
  async (app: FastifyInstance, { failures, known, perMinute }: FailedAuthentications) => {
    const refuseUnknown = async (request: FastifyRequest): Promise<void> => {
      const credential = credentialOf(request);
      const network = networkOf(request.ip);
      if (credential === undefined || (failures.get(network) ?? 0) < perMinute || known.has(credential))
        return;
      throw new HttpProblem(
        'rate-limited',
        'Too many failed authentications in a minute from this address.',
        {
          'retry-after': String(Math.max(1, Math.ceil(failures.getRemainingTTL(network) / 1000)))
        }
      );
    };
    app.addHook('onRequest', refuseUnknown);
    // Whoever signs in sends the credential in the body.
    app.addHook('preHandler', refuseUnknown);
    app.addHook('onSend', async (request, reply) => {
      const credential = credentialOf(request);
      if (credential === undefined) return;
      const network = networkOf(request.ip);
      if (reply.statusCode === 401) failures.set(network, (failures.get(network) ?? 0) + 1);
      else if (request.principal || reply.statusCode < 400) known.set(credential, true);
    });
  },
  { name: 'failed-authentications' }
);

const sessionCookieNames = [sessionCookieName, playerSessionCookieName];

/**
 * The hash of what the request authenticates itself with; `undefined` if it sends nothing. Nothing else of the request counts, so that a
 * valid credential stays known whatever is sent beside it.
 */
function credentialOf({ headers, body }: FastifyRequest): string | undefined {
  const credential = headers.authorization ?? sessionOf(headers.cookie) ?? signInOf(body);
  return credential === undefined ? undefined : hash('sha256', credential);
}

function sessionOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const cookies = parse(header);
  return sessionCookieNames.map(name => cookies[`__Host-${name}`] ?? cookies[name]).find(Boolean);
}

function signInOf(body: unknown): string | undefined {
  const { apiKey, code } = (body ?? {}) as { readonly apiKey?: unknown; readonly code?: unknown };
  if (typeof apiKey === 'string') return `Bearer ${apiKey}`;
  return typeof code === 'string' ? code : undefined;
}

/** The address, or its /64 for IPv6: one customer of a provider has at least so many addresses (RFC 6177). */
function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString();
}
