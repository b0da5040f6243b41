import { StorageError } from '@expressplay-binding/storage-kysely';
import { ConfigurationError } from './config/read-variables.ts';
import { UsageError } from './usage-error.ts';

/** Ends the process with exit code 1. Prints one sentence where the operator can fix the cause, otherwise the error. */
export function exitWithSentence(error: unknown): never {
  console.error(sentenceOf(error) ?? error);
  process.exit(1);
}

function sentenceOf(error: unknown): string | undefined {
  if (error instanceof ConfigurationError || error instanceof StorageError || error instanceof UsageError)
    return error.message;
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${address} is in use: set PORT to another one.`;
    case 'EACCES':
      return `This user may not listen on port ${port}: set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'HOST is not an address of this machine.';
    default:
      return undefined;
  }
}
