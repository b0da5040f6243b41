import { createConnection } from './connection.ts';
import { createKeyStorage, type KeyStorage } from './key-storage/key-storage.ts';
import type { ExpressPlayClientOptions } from './options.ts';
import { decodeRecords } from './records/decode-records.ts';
import { createRecords, type RecordRetrieval } from './records/records.ts';
import { createTokens, type Tokens } from './tokens/tokens.ts';

/** ExpressPlay's REST API. Every method rejects with an `ExpressPlayError`, and with nothing else. */
export interface ExpressPlayClient extends Tokens, RecordRetrieval, AsyncDisposable {
  /** ExpressPlay's storage of content keys. */
  readonly keyStorage: KeyStorage;
  /** Waits for running calls, then closes the connections. A dispatcher from the options stays open. */
  close(): Promise<void>;
}

/**
 * Makes a client. Nothing is sent before its first call; connections are kept and used again.
 *
 * @example
 * const client = createExpressPlayClient({ endpoints: 'test', customerAuthenticator: '1000,…' });
 * const { licenseUrl } = await client.widevineToken({ kid, key: { kind: 'clear', value: contentKey } });
 *
 * @throws {ExpressPlayArgumentError} for an option that is wrong
 */
export function createExpressPlayClient(options: ExpressPlayClientOptions): ExpressPlayClient {
  const connection = createConnection(options);
  const close = () => connection.transport.close();
  return {
    ...createTokens(connection, options),
    ...createRecords(connection, options.decodeRecords ?? decodeRecords),
    keyStorage: createKeyStorage(connection),
    close,
    [Symbol.asyncDispose]: close
  };
}
