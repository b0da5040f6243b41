export type { Authenticate } from './authentication/bearer-authentication.ts';
export { type Principal, type Scope, scopes } from './authentication/scopes.ts';
export { components } from './components.ts';
export { DrmOptionsJson } from './contents/drm-options.ts';
export { SaveContentJson } from './contents/schemas.ts';
export { type FastifyBindingOptions, fastifyBinding } from './fastify-binding.ts';
export { addComponents, type Component } from './http/component.ts';
export { createInputCheck } from './http/input-check.ts';
export { fastifyBindingServerOptions } from './http/server-options.ts';
export { expressPlayLicenses } from './licensing/expressplay-licenses.ts';
export type { CookieMode } from './player/cookies.ts';
export { type PlayerRoutesOptions, playerRoutes } from './player/player-routes.ts';
export { HttpProblem } from './problems/http-problem.ts';
export { problemDetails } from './problems/problem-details.ts';
export type { ProblemJson } from './problems/problem-schema.ts';
export {
  type HttpProblemCode,
  type ProblemCode,
  type ProblemKind,
  problemTable,
  problemType
} from './problems/problem-table.ts';
export { seesErrors } from './sees/denials.ts';
export { type SeesRoutesOptions, seesRoutes } from './sees/sees-routes.ts';
export { type LookUpWorkerOptions, lookUpWorker } from './worker/look-up-worker.ts';
