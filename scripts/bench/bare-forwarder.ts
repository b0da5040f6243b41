// node scripts/bench/bare-forwarder.ts <port> <emulator URL>: a Fastify route that only makes the token call with undici.
import Fastify from 'fastify';
import { createBareTokenCall } from './bare-token-call.ts';

const [port, emulatorUrl = ''] = process.argv.slice(2);
const tokens = createBareTokenCall(emulatorUrl);

const server = Fastify();
server.post('/token', async (_request, reply) => reply.code(201).send({ licenseUrl: await tokens.call() }));
await server.listen({ host: '127.0.0.1', port: Number(port) });
process.once('SIGTERM', () => server.close());
