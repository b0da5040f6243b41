// npm start: the service with an emulated ExpressPlay and a sample shop beside it, until Ctrl-C.
import { once } from 'node:events';
import { bootstrap } from './bootstrap.mjs';
import { startStack } from './stack.mjs';

await bootstrap();

const asked = new AbortController();
process.on('SIGINT', () => asked.abort()).on('SIGTERM', () => asked.abort());
if (process.env.npm_lifecycle_event !== undefined) {
  // npm runs its scripts in a shell, which does not forward SIGTERM: this process only sees that its parent has ended.
  const shell = process.ppid;
  setInterval(() => process.ppid !== shell && asked.abort(), 250).unref();
}
const stack = await startStack(process.env, asked.signal, true).catch(error => {
  if (asked.signal.aborted) process.exit(0);
  console.error(error.message);
  process.exit(1);
});

const key = process.env.BOOTSTRAP_API_KEY === undefined ? stack.apiKey : 'the one in BOOTSTRAP_API_KEY';
console.log(`
Service        ${stack.serviceUrl}
Console        ${stack.serviceUrl}/console/
API reference  ${stack.serviceUrl}/docs
Emulator       ${stack.emulatorUrl}
Shop           ${stack.shopUrl}
API key        ${key}

Ctrl-C stops all of them.`);

const accident = await Promise.race([stack.ended, once(asked.signal, 'abort').then(() => undefined)]);
if (accident !== undefined) console.error(accident);
await stack.stop();
process.exit(accident === undefined ? 0 : 1);
