import { driverCode, StorageError, type StorageErrorCode } from '../errors.ts';

interface Fault {
  readonly codes: RegExp;
  readonly code: StorageErrorCode;
  readonly sentence: string;
}

const connectionFailed: Fault = {
  codes:
    /^(E[A-Z]+|PROTOCOL_[A-Z_]+|ER_(CON_COUNT_ERROR|CONNECTION_KILLED|HOST_IS_BLOCKED|SERVER_SHUTDOWN|TOO_MANY_USER_CONNECTIONS|USER_LIMIT_REACHED|CLIENT_INTERACTION_TIMEOUT|SERVER_GONE_ERROR|SERVER_LOST))$/,
  code: 'unreachable',
  sentence: 'The connection to the database server failed'
};

const mayNotWrite: Fault = {
  // Galera's "not prepared node" is ER_UNKNOWN_COM_ERROR.
  codes:
    /^ER_(OPTION_PREVENTS_STATEMENT|CANT_EXECUTE_IN_READ_ONLY_TRANSACTION|READ_ONLY_MODE|UNKNOWN_COM_ERROR|RUN_HOOK_ERROR|GRP_[A-Z_]+|ERROR_DURING_COMMIT|DISK_FULL|RECORD_FILE_FULL|LOCK_TABLE_FULL|OUT_OF_RESOURCES|OUTOFMEMORY)$/,
  code: 'unreachable',
  sentence: 'The database server may not write at the moment'
};

const interrupted: Fault = {
  codes: /^ER_(QUERY_INTERRUPTED|STATEMENT_TIMEOUT|QUERY_TIMEOUT)$/,
  code: 'unreachable',
  sentence: 'The database server interrupted a statement'
};

const lost: Fault = {
  codes: /^ER_LOCK_(WAIT_TIMEOUT|DEADLOCK)$/,
  code: 'busy',
  sentence: 'Another transaction kept what this one needs'
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
  connectionFailed,
  mayNotWrite,
  interrupted,
  lost
];

// mysql2 has no names for these numbers of MariaDB's, or another one.
const names: Record<number, string> = {
  1317: 'ER_QUERY_INTERRUPTED',
  1927: 'ER_CONNECTION_KILLED',
  1969: 'ER_STATEMENT_TIMEOUT',
  3024: 'ER_QUERY_TIMEOUT',
  4031: 'ER_CLIENT_INTERACTION_TIMEOUT'
};

/** The name of the error that the driver reports, e.g. `ER_LOCK_DEADLOCK`; empty when it is none. */
export function mysqlCode(error: unknown): string {
  const number = error instanceof Error && 'errno' in error ? Number(error.errno) : 0;
  return names[number] ?? driverCode(error);
}

/** Says in a sentence why the server cannot be used; any other error comes back as it is. */
export function asMysqlFault(cause: unknown): unknown {
  if (cause instanceof StorageError) return cause;
  const fault = faultOf(cause);
  if (!fault) return cause;
  const code = mysqlCode(cause);
  return new StorageError(fault.code, `${fault.sentence}${code && ` (${code})`}.`, { cause });
}

/** Whether the server cannot be used through this connection any more, so that another one may be tried. */
export function isOutage(error: unknown): boolean {
  if (isLate(error)) return true;
  const fault = faultOf(error);
  return fault === connectionFailed || fault === mayNotWrite || fault === interrupted;
}

/** Whether all connections that were made before are likely to have the same fault, e.g. because another server writes now. */
export function concernsAllConnections(error: unknown): boolean {
  return (
    isOutage(error) &&
    !/^ER_(CON_COUNT|CONNECTION_KILLED|TOO_MANY|USER_LIMIT|QUERY|STATEMENT)/.test(mysqlCode(error))
  );
}

/** Whether the server said that it rolled the transaction back, or refused it: then it may run again, even if its commit was sent. */
export function isRolledBack(error: unknown): boolean {
  const code = mysqlCode(error);
  if (code === 'ER_DUP_ENTRY' || code === 'ER_RUN_HOOK_ERROR') return true;
  return lost.codes.test(code) || (mayNotWrite.codes.test(code) && code !== 'ER_ERROR_DURING_COMMIT');
}

/** Whether a deadline was over. */
function isLate(error: unknown): boolean {
  return error instanceof StorageError && error.code === 'unreachable';
}

function faultOf(error: unknown): Fault | undefined {
  const code = mysqlCode(error);
  return faults.find(({ codes }) => codes.test(code)) ?? (isFatal(error) ? connectionFailed : undefined);
}

/** Whether the connection is lost, for which mysql2 has no code in some cases. */
function isFatal(error: unknown): boolean {
  return error instanceof Error && 'fatal' in error && error.fatal === true;
}
