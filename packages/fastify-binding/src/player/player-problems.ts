import { problemResponses } from '../problems/problem-schema.ts';
import type { ProblemCode } from '../problems/problem-table.ts';

/** What a browser can be answered with, whatever it asks; API keys play no part here. */
const ofEveryCall = [
  'validation',
  'origin-not-allowed',
  'payload-too-large',
  'unsupported-media-type',
  'uri-too-long',
  'rate-limited',
  'internal',
  'unavailable'
] as const;

/** The refusals of a browser's call: those of every call, and the given ones. */
export function playerProblems(...codes: readonly ProblemCode[]) {
  return problemResponses([...ofEveryCall, ...codes]);
}
