#!/usr/bin/env node
import { formatReport } from './call-report.ts';
import { type Command, readCommand } from './command-line.ts';
import { createEmulator } from './emulator.ts';
import { describeFlags } from './flags.ts';

await run();

async function run(): Promise<void> {
  try {
    await obey(readCommand(process.argv.slice(2), process.env));
  } catch (error) {
    console.error(plainSentence(error));
    process.exitCode = 1;
  }
}

async function obey(command: Command): Promise<void> {
  if (command.help) return console.log(describeFlags());
  const emulator = await createEmulator({
    ...command.options,
    ...(command.log && { onCall: report => console.log(formatReport(report)) })
  });
  console.log(`ExpressPlay emulator on ${emulator.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close());
}

function plainSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is already in use; choose another with --port.`;
  if (code === 'EACCES') return `Port ${port} may not be used; choose another with --port.`;
  return error.message.split('\n', 1).join();
}
