/** What the storage logs to; pino's and Fastify's loggers fit. */
export interface StorageLogger {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export const silentLogger: StorageLogger = { info() {}, warn() {} };
