import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** Ends each connection with the answer that is under way when the app closes: otherwise idle clients would hold it open. */
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
