import type { CallKind } from './calls.ts';
import type { Platform } from './platform.ts';

/** What every group of routes is made from. */
export type RouteOptions = {
  readonly platform: Platform;
  /** Scheme and authority under which devices reach the emulator, e.g. `http://127.0.0.1:3001`. */
  readonly origin: () => string;
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on the routes of ExpressPlay: they are counted, and faults apply to them. */
    call?: CallKind;
  }
}
