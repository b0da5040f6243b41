import type { FastifyInstance, HTTPMethods } from 'fastify';
import findMyWay, { type HTTPMethod } from 'find-my-way';

/** Returns the methods that the routes at a path have; empty where no route has this path. */
export type AllowedMethods = (url: string) => readonly string[];

/** Remembers every route that is added to the app from now on, in a second router, because Fastify's own cannot be searched by path. */
export function rememberMethods(app: FastifyInstance): AllowedMethods {
  const router = findMyWay();
  app.addHook('onRoute', ({ method, url }) => {
    // The route of CORS answers OPTIONS at every path.
    if (url.endsWith('*')) return;
    for (const name of [method].flat() as HTTPMethods[])
      if (!router.hasRoute(name as HTTPMethod, url)) router.on(name as HTTPMethod, url, () => {});
  });
  return url => app.supportedMethods.filter(method => router.find(method as HTTPMethod, url) !== null);
}
