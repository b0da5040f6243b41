/** A command cannot run with its arguments. The message is one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
