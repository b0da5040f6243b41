import { execFileSync } from 'node:child_process';
import { developmentEnvironment } from '../development-environment.mjs';
import { freePort } from '../free-port.mjs';
import { node, root } from '../repository.mjs';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';

/** Any authenticator of the right form is good enough for the emulator. */
export const customerAuthenticator = '1,00000000000000000000000000000001';

export async function startEmulator(): Promise<MeasuredProcess> {
  const port = String(await freePort());
  return startMeasured({
    args: ['packages/expressplay-emulator/src/bin.ts', '--host', '127.0.0.1', '--port', port],
    url: `http://127.0.0.1:${port}`
  });
}

/** Stands for the least that a service can do: takes a request, calls ExpressPlay, passes the answer on. */
export async function startForwarder(emulatorUrl: string): Promise<MeasuredProcess> {
  const port = String(await freePort());
  return startMeasured({
    args: ['scripts/bench/bare-forwarder.ts', port, emulatorUrl],
    url: `http://127.0.0.1:${port}`
  });
}

export interface MeasuredService extends MeasuredProcess {
  /** A stored one with every scope. */
  readonly apiKey: string;
}

/** The service as it is deployed, with its defaults, on an SQLite file unless it is given a database. */
export async function startService(
  emulatorUrl: string,
  folder: string,
  databaseUrl?: string
): Promise<MeasuredService> {
  const port = String(await freePort());
  const { BOOTSTRAP_API_KEY, ...environment } = developmentEnvironment({
    PATH: process.env.PATH,
    PORT: port,
    DATA_DIR: folder,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    EXPRESSPLAY_BASE_URL: emulatorUrl,
    EXPRESSPLAY_CUSTOMER_AUTHENTICATOR: customerAuthenticator,
    LOG_LEVEL: 'info',
    // The load is one client.
    RATE_LIMIT_PER_MINUTE: '10000000'
  });
  const apiKey = createApiKey(environment);
  const server = await startMeasured({
    args: ['services/binding-service/src/bin.ts'],
    environment,
    url: `http://127.0.0.1:${port}`
  });
  return { ...server, apiKey };
}

function createApiKey(environment: NodeJS.ProcessEnv): string {
  const command = [
    'services/binding-service/src/bin.ts',
    'api-keys',
    'create',
    '--name',
    'bench',
    '--all-scopes'
  ];
  const lines = execFileSync(node, ['--conditions=@expressplay-binding/source', ...command], {
    cwd: root,
    env: environment,
    encoding: 'utf8'
  });
  return /epb_\S+/.exec(lines)?.[0] ?? '';
}
