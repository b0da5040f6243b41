import t from 'tap';
import type { Drm } from '../src/index.ts';
import { encode, type Form, IV, KEY, KID, start, TOKEN_PATHS } from './helper.ts';

const customerAuthenticator = '000000,00000000000000000000000000000000';
const zeros = '00000000000000000000000000000000';
const bbKey = '000102030405060708090a0b0c0d0e0f';

/** Requests that documentation and published clients send; placeholders are filled in. */
const PUBLISHED: Readonly<Record<string, readonly [drm: Drm, method: string, form: Form]>> = {
  'Adobe: Widevine': [
    'widevine',
    'GET',
    {
      kid: 'fd1a706ac2b36002888f6d4a414333c3',
      contentKey: '5438b719bf47a2f5678237477db2f9e6',
      securityLevel: '1',
      hdcpOutputControl: '0'
    }
  ],
  'HbbTV reference application: Widevine': [
    'widevine',
    'GET',
    {
      expirationTime: '+2592000',
      generalFlags: '00000000',
      useHttps: 'true',
      errorFormat: 'json',
      'kid.0': KID,
      'contentKey.0': KEY,
      'hdcpOutputControl.0': '0',
      'trackType.0': '1',
      'securityLevel.0': '1'
    }
  ],
  'Adobe: FairPlay': ['fairplay', 'GET', { errorFormat: 'json', contentKey: KEY, iv: IV }],
  'ExpressPlay tutorial: MS3': [
    'ms3',
    'GET',
    {
      contentId: 'urn:marlin:kid:67895432987623454756654729382341',
      contentKey: '43210987123478904321098712340987',
      contentURL: 'https://www.expressplay.com/ep/video/ExpressPlayerDASH-BBB/stream.mpd'
    }
  ],
  'Lua client: MS3': [
    'ms3',
    'GET',
    {
      errorFormat: 'json',
      'contentId.0': 'cid:marlin#Pnaifei@00000003',
      'contentKey.0': zeros,
      contentURL:
        'http://vodpub.oss-cn-hangzhou.aliyuncs.com/drm/test/17/1080p/853d9419381e99d26ad727d2781c1f8b.m3u8',
      expirationTime: '2017-09-14T00:25:22Z',
      ms3Scheme: 'true',
      ms3Extension: 'wudo,false,AAAAAA=='
    }
  ],
  'Node.js client: Marlin Broadband registration': [
    'bb',
    'POST',
    { actionTokenType: '0', userId: 'user-1', userKey: bbKey }
  ],
  'Node.js client: Marlin Broadband license': [
    'bb',
    'POST',
    {
      actionTokenType: '1',
      userId: 'user-1',
      contentId: 'urn:philips:drm:content:42',
      contentKey: bbKey,
      rightsType: 'BuyToOwn',
      userKey: bbKey
    }
  ]
};

for (const [name, [drm, method, form]] of Object.entries(PUBLISHED)) {
  t.test(`a published request gets a token, with strict parameters too: ${name}`, async t => {
    const { url } = await start(t, { parameters: 'strict', clock: '2017-09-13T00:00:00Z' });
    const parameters = encode({ customerAuthenticator, ...form });
    const response = await (method === 'GET'
      ? fetch(`${url}${TOKEN_PATHS[drm]}?${parameters}`)
      : fetch(url + TOKEN_PATHS[drm], { method, body: parameters }));
    t.equal(response.status, 200);
  });
}
