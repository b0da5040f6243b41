import type { ContentKey } from '../parameters/content-keys.ts';
import type { LicenseRequest } from './license-request.ts';

/** The W3C EME Clear Key license: a JSON Web Key set with unpadded base64url values. */
export type ClearKeyLicense = {
  /** The keys as JSON Web Keys. */
  readonly keys: readonly { readonly kty: 'oct'; readonly kid: string; readonly k: string }[];
  /** Whether the device may keep the license. */
  readonly type: LicenseRequest['type'];
};

/** The license for these keys. */
export const createLicense = (
  keys: readonly ContentKey[],
  type: LicenseRequest['type']
): ClearKeyLicense => ({
  keys: keys.map(({ kid, key }) => ({ kty: 'oct', kid: toBase64url(kid), k: toBase64url(key) })),
  type
});

const toBase64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');
