import t from 'tap';
import type { ExpressPlayClient, ExpressPlayErrorCode } from '../src/index.ts';
import { clearKey, kid, widevine } from './support/server.ts';

t.test('the compiler refuses what ExpressPlay would refuse', async t => {
  const neverCalled = (client: ExpressPlayClient) => [
    // @ts-expect-error a key has one kind
    client.widevineToken({ kid, key: { kind: 'clear', value: kid, kek: kid } }),
    // @ts-expect-error a wrapped key needs its kek
    client.widevineToken({ kid, key: { kind: 'wrapped', ek: kid } }),
    // @ts-expect-error one key or several, not both
    client.widevineToken({ ...widevine, keys: [widevine] }),
    // @ts-expect-error there is no level 6
    client.widevineToken({ ...widevine, securityLevel: 6 }),
    // @ts-expect-error PlayReady needs rights and output protection levels
    client.playreadyToken(widevine),
    // @ts-expect-error FairPlay needs an iv
    client.fairplayToken({ key: clearKey }),
    // @ts-expect-error Marlin takes clear keys only
    client.marlinMs3Token({ contentId: 'c', key: { kind: 'key-storage', kek: kid } })
  ];
  t.type(neverCalled, 'function');
});

t.test('a switch over the error codes is checked for completeness', async t => {
  const httpStatusOf = (code: ExpressPlayErrorCode): number => {
    switch (code) {
      case 'invalid-argument':
        return 500;
      case 'no-answer':
      case 'overloaded':
      case 'circuit-open':
        return 503;
      case 'timeout':
        return 504;
      case 'http-status':
      case 'refused':
      case 'undecodable-answer':
        return 502;
      case 'aborted':
        return 499;
    }
  };
  t.equal(httpStatusOf('timeout'), 504);
});
