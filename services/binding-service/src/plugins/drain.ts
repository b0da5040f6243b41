import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** While the app closes, each answer also closes its connection: otherwise idle clients would keep it open. */
export const drain = fp(
  async (app: FastifyInstance) => {
    let closing = false;
    app.addHook('preClose', async () => {
      closing = true;
    });
    app.addHook('onSend', (_request, reply, _payload, done) => {
      if (closing) reply.header('connection', 'close');
      done();
    });
  },
  { name: 'drain' }
);
