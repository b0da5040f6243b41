import { driverCode, StorageError, type StorageErrorCode } from '../errors.ts';

const faults: readonly (readonly [RegExp, StorageErrorCode, string])[] = [
  [
    /^ER_(ACCESS_DENIED|DBACCESS_DENIED)/,
    'access-denied',
    'The database server refuses the user or the password'
  ],
  [/^ER_BAD_DB_ERROR$/, 'database-missing', 'The database server has no database of that name'],
  [
    /^(E[A-Z]+|PROTOCOL_[A-Z_]+|ER_(CON_COUNT_ERROR|SERVER_SHUTDOWN|HOST_IS_BLOCKED))$/,
    'unreachable',
    'The database server does not answer'
  ]
];

/** Says in a sentence why the server cannot be used; any other error comes back as it is. */
export function asMysqlFault(cause: unknown): unknown {
  const code = driverCode(cause);
  const fault = faults.find(([codes]) => codes.test(code));
  if (!fault) return cause;
  const [, storageCode, sentence] = fault;
  return new StorageError(storageCode, `${sentence} (${code}).`, { cause });
}
