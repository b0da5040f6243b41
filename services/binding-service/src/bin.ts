#!/usr/bin/env node
import { manifest } from './manifest.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [leastMajor = 0, leastMinor = 0] = manifest.node;

if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) {
  // Imported only after the check: the libraries of the service fail to load on an older Node.
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(process.argv.slice(2));
} else {
  console.error(
    `binding-service needs Node ${leastMajor}.${leastMinor} or later; this is ${process.version}.`
  );
  process.exitCode = 1;
}
