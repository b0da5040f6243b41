export { apiKeyAuthentication } from './authentication/api-key-authentication.ts';
export type { AttemptGuard } from './authentication/attempt-guard.ts';
export type { Authenticate, AuthenticateRequest, Principal } from './authentication/bearer-authentication.ts';
export { DrmOptionsJson } from './contents/drm-options.ts';
export { SaveContentJson } from './contents/schemas.ts';
export { completeDocument } from './document/complete-document.ts';
export { type FastifyBindingOptions, fastifyBinding } from './fastify-binding.ts';
export { addComponents, type Component } from './http/component.ts';
export type { Tag } from './http/resource.ts';
export { fastifyBindingServerOptions } from './http/server-options.ts';
export { createInputCheck } from './input-check.ts';
export { expressPlayLicenses, type LicenseOptions } from './licensing/expressplay-licenses.ts';
export type { WidevineDurations } from './licensing/license-rights.ts';
export type { BrowserCookieMode } from './player/browser-cookies.ts';
export { type PlayerRoutesOptions, playerRoutes } from './player/player-routes.ts';
export { HttpProblem } from './problems/http-problem.ts';
export type { ProblemKind } from './problems/http-problems.ts';
export { problemDetails } from './problems/problem-details.ts';
export { type ProblemJson, problemResponses } from './problems/problem-schema.ts';
export {
  type HttpProblemCode,
  type ProblemCode,
  problemTable,
  problemType
} from './problems/problem-table.ts';
export { components, type Scope, scopes, tags } from './resources.ts';
export { seesErrors } from './sees/denials.ts';
export { type SeesRoutesOptions, seesRoutes } from './sees/sees-routes.ts';
export { type LookUpWorkerOptions, lookUpWorker } from './worker/look-up-worker.ts';
