import { parse, type SerializeOptions, serialize } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A cookie that no script can read. */
export interface ConsoleCookie {
  set(reply: FastifyReply, value: string, maxAgeSeconds?: number): void;
  read(request: FastifyRequest): string | undefined;
  clear(reply: FastifyReply): void;
}

/**
 * A cookie of the console. Browsers accept the prefix `__Host-` only for cookies that are Secure, of this host and of every
 * path, so that no other host of the same site can set it. Plain HTTP has no such cookies: `secure: false` is for development.
 */
export function consoleCookie(name: string, secure: boolean, sameSite: 'strict' | 'lax'): ConsoleCookie {
  const fullName = secure ? `__Host-${name}` : name;
  const attributes: SerializeOptions = { secure, sameSite, httpOnly: true, path: '/' };
  const add = (reply: FastifyReply, value: string, maxAge?: number) =>
    reply.header(
      'set-cookie',
      serialize(fullName, value, { ...attributes, ...(maxAge !== undefined && { maxAge }) })
    );
  return {
    set: add,
    read: ({ headers }) => (headers.cookie === undefined ? undefined : parse(headers.cookie)[fullName]),
    clear: reply => add(reply, '', 0)
  };
}
