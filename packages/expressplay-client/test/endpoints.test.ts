import t from 'tap';
import { Agent, MockAgent } from 'undici';
import { apiUrls, createExpressPlayClient } from '../src/index.ts';
import { authenticator, setup, widevine, widevineAnswer } from './support/server.ts';

t.test('each environment has the documented hosts and paths', async t => {
  t.strictSame(apiUrls('test'), {
    widevine: 'https://wv-gen.test.expressplay.com/hms/wv/token',
    playready: 'https://pr-gen.test.expressplay.com/hms/pr/token',
    fairplay: 'https://fp-gen.test.expressplay.com/hms/fp/token',
    'marlin-ms3': 'https://ms3-gen.test.expressplay.com/hms/ms3/token',
    'marlin-bb': 'https://bb-gen.test.expressplay.com/hms/bb/token',
    universal: 'https://ut-gen.test.expressplay.com/hms/ut/token',
    records: 'https://api.test.expressplay.com/cmiapi/getrecord/',
    keyStorage: 'https://api.test.expressplay.com/keystore'
  });
  t.equal(apiUrls('production').records, 'https://api.service.expressplay.com/cmiapi/getrecord/');
  t.equal(apiUrls('production-cn').widevine, 'https://wv-gen.service.expressplay.cn/hms/wv/token');
  t.equal(apiUrls('test-cn').widevine, 'https://wv-gen.test.expressplay.cn/hms/wv/token');
});

t.test('a base URL keeps its own path, with or without a slash at its end', async t => {
  for (const baseUrl of ['http://127.0.0.1:3001/expressplay', 'http://127.0.0.1:3001/expressplay//']) {
    t.equal(apiUrls({ baseUrl }).widevine, 'http://127.0.0.1:3001/expressplay/hms/wv/token');
  }
});

t.test('a call goes to the URL that the endpoints name for its API', async t => {
  const { seen, baseUrl } = await setup(t, widevineAnswer);
  const client = createExpressPlayClient({
    endpoints: { ...apiUrls('test'), universal: `${baseUrl}/universal` },
    customerAuthenticator: authenticator
  });
  t.teardown(() => client.close());
  await client.universalToken(widevine);
  t.equal(seen[0]?.path, '/universal');
});

t.test('https license URLs are asked for from ExpressPlay itself, unless the option says no', async t => {
  for (const [useHttps, sent] of [
    [undefined, 'true'],
    [false, null]
  ] as const) {
    const agent = new MockAgent();
    agent.disableNetConnect();
    const forms: string[] = [];
    agent
      .get('https://wv-gen.test.expressplay.com')
      .intercept({ path: '/hms/wv/token', method: 'POST' })
      .reply(200, ({ body }) => {
        forms.push(String(body));
        return widevineAnswer;
      });
    const client = createExpressPlayClient({
      endpoints: 'test',
      customerAuthenticator: authenticator,
      dispatcher: agent,
      ...(useHttps !== undefined && { useHttps })
    });
    await client.widevineToken(widevine);
    await client.close();
    t.equal(new URLSearchParams(forms[0]).get('useHttps'), sent);
    await agent.close();
  }
});

t.test('a dispatcher from the options stays open when the client closes', async t => {
  const dispatcher = new Agent();
  t.teardown(() => dispatcher.close());
  const first = await setup(t, widevineAnswer, { dispatcher });
  const second = await setup(t, widevineAnswer, { dispatcher });
  await first.client.close();
  await second.client.widevineToken(widevine);
  t.equal(second.seen.length, 1);
});
