import { driverCode, StorageError, type StorageErrorCode } from '../errors.ts';

interface Fault {
  readonly codes: RegExp;
  readonly code: StorageErrorCode;
  readonly sentence: string;
}

const connectionFailed: Fault = {
  codes:
    /^(E[A-Z]+|PROTOCOL_[A-Z_]+|ER_(CON_COUNT_ERROR|CONNECTION_KILLED|HOST_IS_BLOCKED|SERVER_SHUTDOWN))$/,
  code: 'unreachable',
  sentence: 'The connection to the database server failed'
};

const faults: readonly Fault[] = [
  {
    codes: /^ER_(DB)?ACCESS_DENIED/,
    code: 'access-denied',
    sentence: 'The database server refuses the user or the password'
  },
  {
    codes: /^ER_BAD_DB_ERROR$/,
    code: 'database-missing',
    sentence: 'The database server has no database of that name'
  },
  connectionFailed
];

/** Says in a sentence why the server cannot be used; any other error comes back as it is. */
export function asMysqlFault(cause: unknown): unknown {
  const code = driverCode(cause);
  const fault =
    faults.find(({ codes }) => codes.test(code)) ?? (isFatal(cause) ? connectionFailed : undefined);
  if (!fault) return cause;
  return new StorageError(fault.code, `${fault.sentence}${code && ` (${code})`}.`, { cause });
}

/** Whether the connection is lost, for which mysql2 has no code in some cases. */
function isFatal(error: unknown): boolean {
  return error instanceof Error && 'fatal' in error && error.fatal === true;
}
