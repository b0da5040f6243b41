import {
  createEmulator,
  type Drm,
  type Emulator,
  type EmulatorOptions,
  type EventRecord
} from '../src/index.ts';

/** A well-formed authenticator of service 1000. */
export const AUTHENTICATOR = '1000,0123456789abcdef0123456789abcdef';

export const KID = '00112233445566778899aabbccddeeff';
export const KEY = '0f0e0d0c0b0a09080706050403020100';
export const IV = 'f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff';
export const KEK = '000102030405060708090a0b0c0d0e0f';
export const TV = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
export const PHONE = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';

export const TOKEN_PATHS: Readonly<Record<Drm, string>> = {
  widevine: '/hms/wv/token',
  playready: '/hms/pr/token',
  fairplay: '/hms/fp/token',
  ms3: '/hms/ms3/token',
  bb: '/hms/bb/token',
  universal: '/hms/ut/token'
};

/** The least that each DRM asks for, strict parameters included. */
export const GOOD: Readonly<Record<Drm, Form>> = {
  widevine: { kid: KID, contentKey: KEY, securityLevel: '1', hdcpOutputControl: '0' },
  playready: {
    kid: KID,
    contentKey: KEY,
    rightsType: 'BuyToOwn',
    analogVideoOPL: '0',
    compressedDigitalAudioOPL: '100',
    compressedDigitalVideoOPL: '200',
    uncompressedDigitalAudioOPL: '250',
    uncompressedDigitalVideoOPL: '999'
  },
  fairplay: { kid: KID, contentKey: KEY, iv: IV },
  ms3: { contentId: `urn:marlin:kid:${KID}`, contentKey: KEY, contentURL: 'https://media.example/a b.mpd' },
  bb: { actionTokenType: '1', contentId: `urn:marlin:kid:${KID}`, contentKey: KEY, rightsType: 'BuyToOwn' },
  universal: { kid: KID, contentKey: KEY }
};

/** Parameters; undefined leaves one out, a list repeats it. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

type Teardown = { teardown: (end: () => Promise<void>) => unknown };

/** An emulator that ends with its test. */
export async function start(t: Teardown, options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator(options);
  t.teardown(() => emulator.close());
  return emulator;
}

export function encode(form: Form): URLSearchParams {
  const encoded = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of [value ?? []].flat()) encoded.append(name, one);
  }
  return encoded;
}

/** A token call by POST with the least parameters plus these, errors as JSON. */
export const callToken = ({ url }: Emulator, drm: Drm, form: Form = {}): Promise<Response> =>
  fetch(url + TOKEN_PATHS[drm], {
    method: 'POST',
    body: encode({ customerAuthenticator: AUTHENTICATOR, errorFormat: 'json', ...GOOD[drm], ...form })
  });

/** The license URL of a token call that has to succeed. */
export async function licenseUrl(emulator: Emulator, drm: Drm, form: Form = {}): Promise<string> {
  const response = await callToken(emulator, drm, form);
  const body = await response.text();
  if (response.status !== 200) throw new Error(body);
  if (drm === 'bb')
    return `${emulator.url}/hms/bb/rights/?ExpressPlayToken=${encodeURIComponent(businessToken(body))}`;
  if (drm !== 'playready') return body;
  const { licenseAcquisitionUrl, token } = JSON.parse(body);
  return `${licenseAcquisitionUrl}?ExpressPlayToken=${token}`;
}

export const businessToken = (xml: string): string =>
  /<BusinessToken>([^<]+)</.exec(xml)?.[1]?.replaceAll('\n', '') ?? '';

/** What an emulated device does with a license URL. */
export const redeem = (url: string, deviceId: string, request: unknown = { kids: [] }): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'x-emulated-device-id': deviceId },
    body: typeof request === 'string' ? request : JSON.stringify(request)
  });

export async function records(emulator: Emulator, query: Form = {}): Promise<EventRecord[]> {
  const parameters = encode({ customerAuthenticator: AUTHENTICATOR, ...query });
  const response = await fetch(`${emulator.url}/cmiapi/getrecord/?${parameters}`);
  return JSON.parse(await response.text());
}

/** The event error code of a refusal. */
export async function codeOf(response: Response): Promise<number> {
  const { errorCode } = JSON.parse(await response.text());
  return errorCode;
}

export const base64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');
