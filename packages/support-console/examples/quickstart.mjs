import { sessionAuthentication, supportConsole } from '@expressplay-binding/support-console';
import Fastify from 'fastify';

// A store for one process; storage-kysely has `storage.staffSessions`, which lasts and is shared.
const stored = new Map();
const sessions = {
  insert: async session => void stored.set(session.sessionId, session),
  findByHash: async hash => [...stored.values()].find(session => session.hash === hash),
  touch: async (sessionId, lastSeenAt) =>
    void stored.set(sessionId, { ...stored.get(sessionId), lastSeenAt }),
  end: async sessionId => stored.delete(sessionId),
  list: async () => [...stored.values()]
};
const staff = {
  sessions,
  origin: 'https://binding.example',
  // Without an identity provider staff sign in with an API key.
  authenticateKey: async apiKey =>
    apiKey === 'epb_desk' ? { name: 'desk', scopes: ['accounts:read'] } : undefined
};

const app = Fastify();
await app.register(supportConsole, { prefix: '/console', ...staff });

// Give this to `authenticateRequest` of fastifyBinding: what staff do is then done in their name.
const findSession = sessionAuthentication(staff);
app.get('/whoami', async request => (await findSession(request))?.actor ?? 'nobody');

const page = await app.inject('/console/');
console.log(`Pages: ${page.statusCode}`);
const signIn = await app.inject({
  method: 'POST',
  url: '/console/session',
  headers: { origin: staff.origin },
  payload: { apiKey: 'epb_desk' }
});
const [cookie] = String(signIn.headers['set-cookie']).split(';');
console.log(`Signed in as ${(await app.inject({ url: '/whoami', headers: { cookie } })).body}`);
await app.close();
