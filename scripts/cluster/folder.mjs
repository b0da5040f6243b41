import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The user that a server runs as when root starts it: servers refuse to run as root. */
export const serverUser = process.getuid?.() === 0 ? ['--user=mysql'] : [];

/**
 * A temporary folder that goes with this process, even by `kill -9`.
 * @param {string} prefix
 * @returns {Promise<{ path: string, remove: () => Promise<void> }>}
 */
export async function temporaryFolder(prefix) {
  const path = await mkdtemp(join(tmpdir(), prefix));
  // The server's user goes through it to its own folder.
  await chmod(path, 0o755);
  // The servers that write into the folder end at the same moment as this process, so the removal may have to be repeated.
  const script = 'read -r _; rm -rf "$1" 2>/dev/null || { sleep 2; rm -rf "$1"; }';
  const shell = spawn('sh', ['-c', script, 'sh', path], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true
  });
  shell.unref();
  const removed = once(shell, 'exit');
  return {
    path,
    async remove() {
      shell.ref();
      shell.stdin.end();
      await removed;
    }
  };
}
