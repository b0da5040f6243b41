export { createRestClient, type RestClientOptions } from './client.ts';
export {
  type Problem,
  type ProblemCode,
  RestClientError,
  type RestClientErrorCode,
  type RestClientErrorParts
} from './error.ts';
export type { CallOptions, Input, OperationId, Output, Page, Pages, RestClient, Schemas } from './types.ts';
