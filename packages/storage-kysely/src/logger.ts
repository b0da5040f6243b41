/** Where the storage logs to, e.g. a logger of pino or Fastify. */
export interface StorageLogger {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export const silentLogger: StorageLogger = { info() {}, warn() {} };
