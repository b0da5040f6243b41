import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * @typedef {object} ServerProcess
 * @property {() => Promise<void>} killAtOnce By `kill -9`; resolves when the process is gone.
 * @property {() => Promise<void>} shutDown In order (`SIGTERM`); resolves when the process is gone.
 * @property {() => void} freeze Lets the process answer nothing and keep its connections (`SIGSTOP`).
 * @property {() => void} thaw Ends that.
 * @property {Promise<void>} ended
 */

// The server lives as long as the stdin of this shell: it goes when the process that holds the other end does, even by `kill -9`.
const serveUntilStdinCloses = `
  exec 3<&0
  "$@" 3<&- </dev/null &
  server=$!
  echo "$server"
  { read -r _; kill -9 "$server"; } <&3 2>/dev/null &
  exec 3<&-
  wait "$server"
`;

/**
 * Starts a server that never outlives this process.
 * @param {string[]} commandLine
 * @param {{ readyWhen: string, environment?: NodeJS.ProcessEnv }} options `readyWhen` stands in the server's log when it is ready.
 * @returns {Promise<ServerProcess>}
 * @throws {Error} With the end of the server's log, when the server ends before.
 */
export async function startServerProcess(commandLine, { readyWhen, environment }) {
  const shell = spawn('sh', ['-c', serveUntilStdinCloses, 'sh', ...commandLine], {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin`, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own: only the caller gets Ctrl-C, and stops the server in order.
    detached: true
  });
  const ended = once(shell, 'exit').then(() => {
    shell.stdin.end();
  });
  const [firstLine] = await once(shell.stdout, 'data');
  const pid = Number(String(firstLine));

  await new Promise((resolve, reject) => {
    let log = '';
    let isReady = false;
    shell.stderr.on('data', chunk => {
      if (isReady) return;
      log += chunk;
      isReady = log.includes(readyWhen);
      if (isReady) resolve(undefined);
    });
    ended.then(() => reject(new Error(`${commandLine[0]} did not start:\n${log.slice(-4000)}`)));
  });
  return {
    ended,
    async killAtOnce() {
      process.kill(pid, 'SIGKILL');
      await ended;
    },
    async shutDown() {
      process.kill(pid, 'SIGTERM');
      await ended;
    },
    freeze: () => process.kill(pid, 'SIGSTOP'),
    thaw: () => process.kill(pid, 'SIGCONT')
  };
}
