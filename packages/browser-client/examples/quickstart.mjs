import { BrowserClientError, createBrowserClient, shakaConfig } from '@expressplay-binding/browser-client';

// In a page, `fetch` is the page's own. Here a stand-in answers, so that the example runs without a service.
const answers = {
  'POST /player/session': { accountId: 'ada', expiresAt: '2030-01-01T00:00:00Z' },
  'POST /player/tokens': { drm: 'widevine', licenseUrl: 'https://license.example/?ExpressPlayToken=secret' },
  'GET /player/devices': { code: 'player-session-ended', detail: 'Sign in first.', status: 401 }
};
const client = createBrowserClient({
  baseUrl: 'https://binding.example/player',
  fetch: async (url, { method }) => {
    const answer = answers[`${method} ${new URL(url).pathname}`];
    return Response.json(answer, { status: answer.status ?? 201 });
  }
});

// The operator's server hands the page a one-time code.
const session = await client.signIn('one-time code');
console.log(session.accountId);

// Once: await client.register({ name: 'Firefox on Linux' });

const token = await client.issueToken({ contentId: 'film-1' });
console.log(Object.keys(shakaConfig(token).drm.servers));

try {
  await client.devices();
} catch (error) {
  if (error instanceof BrowserClientError) console.log(error.code);
}
