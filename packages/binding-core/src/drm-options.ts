import type { InputError } from './errors.ts';
import type { Drm, DrmOptions } from './model/drm.ts';

/** The largest number of further parameters of one DRM. */
export const maxExtraParameters = 16;

/**
 * Returns what is wrong with the further parameters of these options; an empty list when nothing is. Spelling does not help
 * against the check: letter case, `_`, `-`, `.` and an index such as `.1` do not count.
 *
 * @param path the JSON pointer of the options
 */
export function drmOptionErrors(options: DrmOptions | undefined, path: string): readonly InputError[] {
  return Object.entries(options ?? {}).flatMap(([drm, ofDrm]) =>
    Object.keys(ofDrm?.parameters ?? {}).flatMap(name => {
      const message = reasonAgainst(name, drm as Drm);
      return message === undefined ? [] : [{ path: `${path}/${drm}/parameters/${name}`, message }];
    })
  );
}

function reasonAgainst(name: string, drm: Drm): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(name)) return 'is not the name of a parameter';
  const plain = plainName(name.replace(/\.\d+$/, ''));
  if (ruled.has(plain)) return 'is decided by the rules of device binding';
  return options[drm].some(option => plainName(option) === plain)
    ? 'has an option of its own: use it'
    : undefined;
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[_.-]/g, '');
}

/** What the rules or the content decide, for every DRM. */
const ruled: ReadonlySet<string> = new Set(
  [
    'customerAuthenticator',
    'errorFormat',
    'useHttps',
    'cookie',
    'deviceId',
    'device',
    'expirationTime',
    'kid',
    'contentKey',
    'kek',
    'ek',
    'iv',
    'trackType',
    'generalFlags',
    'rightsType',
    'rental.periodEndTime',
    'rental.playDuration',
    'rentalDuration',
    'licenseDuration',
    'playbackDuration',
    'actionTokenType',
    'userId',
    'userKey'
  ].map(plainName)
);

/** The options of each DRM. */
const options: { readonly [D in Drm]: readonly Exclude<keyof NonNullable<DrmOptions[D]>, 'parameters'>[] } = {
  widevine: ['securityLevel', 'hdcpOutputControl', 'wvExtension', 'contentId'],
  playready: [
    'analogVideoOPL',
    'compressedDigitalAudioOPL',
    'compressedDigitalVideoOPL',
    'uncompressedDigitalAudioOPL',
    'uncompressedDigitalVideoOPL',
    'unknownOutputBehavior',
    'minCertSecurityLevel',
    'outputControlFlags',
    'algId',
    'extensionType',
    'extensionPayload'
  ],
  fairplay: ['fpExtension'],
  'marlin-ms3': [
    'ms3Extension',
    'contentId',
    'contentURL',
    'ms3SchemeType',
    'outputControlFlags',
    'outputControlValue',
    'outputControlOverride'
  ],
  'marlin-bb': [
    'outputControlOverrideId',
    'outputControlOverrideParameter',
    'outputControlOverrideValue',
    'contentId'
  ]
};
