/** A command was called in a way that it does not understand: one plain sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
