import { problemResponses, type Refusals } from '../problems/problem-schema.ts';

/** The problem responses of a route for browsers: those of every call, and those of the use cases. API keys play no part here. */
export function playerProblems(...refusals: readonly Refusals[]) {
  return problemResponses(
    ['validation', 'origin-not-allowed', 'payload-too-large', 'unsupported-media-type', 'uri-too-long'],
    ['rate-limited', 'internal', 'unavailable'],
    ...refusals
  );
}
