import type { Timestamp } from '@expressplay-binding/binding-core';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * How browsers send the cookies: `same-site` where page and service share a site, `cross-site` where they do not, and
 * `development` over plain HTTP.
 */
export type BrowserCookieMode = 'same-site' | 'cross-site' | 'development';

/** A signed cookie of a browser, which no script can read. It has nothing to do with ExpressPlay's cookies. */
export interface BrowserCookie {
  /** Sets it to these texts, for `maxAge` seconds. */
  set(reply: FastifyReply, texts: readonly string[], maxAge: number): void;
  /** Returns its texts if the service signed it. One that an old secret signed is signed again with the new one. */
  read(request: FastifyRequest, reply: FastifyReply): readonly string[] | undefined;
  /** Removes it from the browser. */
  clear(reply: FastifyReply): void;
}

/** 400 days in seconds: no browser keeps a cookie for longer. */
export const longestAge = 34_560_000;

const attributes: Readonly<Record<BrowserCookieMode, CookieSerializeOptions>> = {
  'same-site': { secure: true, sameSite: 'lax' },
  // `Partitioned` separates the cookie by the page that embeds the service. Browsers require it of third parties.
  'cross-site': { secure: true, sameSite: 'none', partitioned: true },
  development: { secure: false, sameSite: 'lax' }
};

/** What a cookie holds under its signature. */
interface Contents {
  readonly name: string;
  /** Milliseconds since 1970: a cookie that is signed anew ends when the one before it would have ended. */
  readonly endsAt: number;
  readonly texts: readonly string[];
}

/** Makes the cookie of this name. Its end goes by the clock. */
export function browserCookie(name: string, mode: BrowserCookieMode, now: () => Timestamp): BrowserCookie {
  // Browsers accept this prefix only for cookies that are Secure, belong to this host only and are sent for every path.
  const fullName = mode === 'development' ? name : `__Host-${name}`;
  const options: CookieSerializeOptions = { ...attributes[mode], httpOnly: true, path: '/', signed: true };
  const cookie: BrowserCookie = {
    set(reply, texts, maxAge) {
      // The signature covers the name too, so that the value of one cookie is not valid in another.
      const contents: Contents = { name, endsAt: now() + maxAge * 1000, texts };
      const value = Buffer.from(JSON.stringify(contents)).toString('base64url');
      reply.setCookie(fullName, value, { ...options, maxAge });
    },
    read(request, reply) {
      const sent = request.cookies[fullName];
      if (sent === undefined) return undefined;
      const { valid, renew, value } = request.unsignCookie(sent);
      if (!valid) return undefined;
      const contents = JSON.parse(Buffer.from(value, 'base64url').toString()) as Contents;
      const remaining = Math.floor((contents.endsAt - now()) / 1000);
      if (contents.name !== name || remaining <= 0) return undefined;
      if (renew) cookie.set(reply, contents.texts, remaining);
      return contents.texts;
    },
    clear(reply) {
      reply.clearCookie(fullName, options);
    }
  };
  return cookie;
}
