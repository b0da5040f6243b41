import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * How the cookies travel: `same-site` where page and service share a site, `cross-site` where they do not, and `development`
 * for plain HTTP.
 */
export type CookieMode = 'same-site' | 'cross-site' | 'development';

/** A signed cookie that no script can read. */
export interface PlayerCookie {
  set(reply: FastifyReply, facts: readonly string[], maxAge: number): void;
  /** What it holds, if it was signed here; one that an old secret signed is signed anew. */
  read(request: FastifyRequest, reply: FastifyReply): readonly string[] | undefined;
  clear(reply: FastifyReply): void;
}

/** 400 days: browsers keep no cookie for longer. */
export const longestAge = 34_560_000;

const attributes: Readonly<Record<CookieMode, CookieSerializeOptions>> = {
  'same-site': { secure: true, sameSite: 'lax' },
  // A cookie jar for each page that embeds the service, as browsers ask of third parties.
  'cross-site': { secure: true, sameSite: 'none', partitioned: true },
  development: { secure: false, sameSite: 'lax' }
};

export function playerCookie(name: string, mode: CookieMode): PlayerCookie {
  // Browsers take this prefix only for cookies that are Secure, of this host alone and for every path.
  const fullName = mode === 'development' ? name : `__Host-${name}`;
  const options: CookieSerializeOptions = { ...attributes[mode], httpOnly: true, path: '/', signed: true };
  const cookie: PlayerCookie = {
    set(reply, facts, maxAge) {
      // The name is signed too: one cookie's value is worth nothing under another's name.
      const value = Buffer.from(JSON.stringify([name, ...facts])).toString('base64url');
      reply.setCookie(fullName, value, { ...options, maxAge });
    },
    read(request, reply) {
      const sent = request.cookies[fullName];
      if (sent === undefined) return undefined;
      const { valid, renew, value } = request.unsignCookie(sent);
      if (!valid) return undefined;
      const [signedName, ...facts] = JSON.parse(Buffer.from(value, 'base64url').toString()) as string[];
      if (signedName !== name) return undefined;
      if (renew) cookie.set(reply, facts, longestAge);
      return facts;
    },
    clear(reply) {
      reply.clearCookie(fullName, options);
    }
  };
  return cookie;
}
