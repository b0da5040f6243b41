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
    // The last of these only on MariaDB; MySQL has a code of its own for it.
    codes: /^ER_(DB)?ACCESS_DENIED/,
    code: 'access-denied',
    sentence: 'The database server refuses the user, the password, or a connection without TLS'
  },
  {
    codes: /^ER_BAD_DB_ERROR$/,
    code: 'database-missing',
    sentence: 'The database server has no database of that name'
  },
  {
    codes: /^HANDSHAKE_SSL_ERROR$/,
    code: 'unreachable',
    sentence:
      'The certificate of the database server is not from the given authority, or not for the host of the URL'
  },
  {
    codes: /^HANDSHAKE_NO_SSL_SUPPORT$/,
    code: 'unreachable',
    sentence: 'The database server has no TLS, but an authority for its certificate is given'
  },
  {
    codes: /^ER_SECURE_TRANSPORT_REQUIRED$/,
    code: 'access-denied',
    sentence: 'The database server refuses a connection without TLS: give the authority of its certificate'
  },
  connectionFailed,
  mayNotWrite,
  interrupted,
  lost
];

// For these error numbers of MariaDB mysql2 has no name, or a different one.
const names: Record<number, string> = {
  1317: 'ER_QUERY_INTERRUPTED',
  1927: 'ER_CONNECTION_KILLED',
  1969: 'ER_STATEMENT_TIMEOUT',
  3024: 'ER_QUERY_TIMEOUT',
  4031: 'ER_CLIENT_INTERACTION_TIMEOUT'
};

/** Returns the name of the driver's error, e.g. `ER_LOCK_DEADLOCK`; empty for other errors. */
export function mysqlCode(error: unknown): string {
  const number = error instanceof Error && 'errno' in error ? Number(error.errno) : 0;
  return names[number] ?? driverCode(error);
}

/** Converts an error that makes the server unusable into a {@link StorageError}; returns any other error as it is. */
export function asMysqlFault(cause: unknown): unknown {
  if (cause instanceof StorageError) return cause;
  const fault = faultOf(cause);
  if (!fault) return cause;
  const code = mysqlCode(cause);
  const reason = [code, placeOf(cause)].filter(Boolean).join(' ');
  return new StorageError(fault.code, `${fault.sentence}${reason && ` (${reason})`}.`, { cause });
}

/** The address and the port that could not be reached, if the error says so. Node tries each address of a host name. */
function placeOf(error: unknown): string {
  const { address, port } = ((error instanceof AggregateError && error.errors[0]) || error) as {
    readonly address?: string;
    readonly port?: number;
  };
  return address === undefined ? '' : `${address}:${port}`;
}

/** Whether this connection can no longer be used, so that another one may be tried. */
export function isOutage(error: unknown): boolean {
  if (isLate(error)) return true;
  const fault = faultOf(error);
  return fault === connectionFailed || fault === mayNotWrite || fault === interrupted;
}

/** Whether all connections that were opened before probably have the same fault, e.g. because another server writes now. */
export function concernsAllConnections(error: unknown): boolean {
  return (
    isOutage(error) &&
    !/^ER_(CON_COUNT|CONNECTION_KILLED|TOO_MANY|USER_LIMIT|QUERY|STATEMENT)/.test(mysqlCode(error))
  );
}

/** Whether the server answered that it rolled the transaction back or refused it: it may then run again, even if its commit was sent. */
export function isRolledBack(error: unknown): boolean {
  const code = mysqlCode(error);
  if (code === 'ER_DUP_ENTRY' || code === 'ER_RUN_HOOK_ERROR') return true;
  return lost.codes.test(code) || (mayNotWrite.codes.test(code) && code !== 'ER_ERROR_DURING_COMMIT');
}

/** Whether a deadline had passed. */
function isLate(error: unknown): boolean {
  return error instanceof StorageError && error.code === 'unreachable';
}

function faultOf(error: unknown): Fault | undefined {
  const code = mysqlCode(error);
  return faults.find(({ codes }) => codes.test(code)) ?? (isFatal(error) ? connectionFailed : undefined);
}

/** Whether the connection is lost. In some of these cases mysql2 sets no code. */
function isFatal(error: unknown): boolean {
  return error instanceof Error && 'fatal' in error && error.fatal === true;
}
