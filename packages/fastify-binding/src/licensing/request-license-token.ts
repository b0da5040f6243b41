import {
  BindingError,
  type BindingProblem,
  type ContentKey,
  type LicenseToken,
  type LicenseTokenRequest
} from '@expressplay-binding/binding-core';
import {
  type ClearContentKey,
  ExpressPlayArgumentError,
  type ExpressPlayClient
} from '@expressplay-binding/expressplay-client';
import { compact } from '../http/compact.ts';
import { defaultTokenOptions, type LicenseTokenOptions } from './token-options.ts';

/** Asks ExpressPlay for the token: one call, the DRM says which. */
export async function requestLicenseToken(
  client: ExpressPlayClient,
  options: LicenseTokenOptions,
  request: LicenseTokenRequest
): Promise<LicenseToken> {
  const { drm, content } = request;
  const { kid, key } = content;
  const restrictions = compact({
    cookie: request.cookie,
    deviceId: request.deviceId,
    expirationTime: new Date(request.expiresAt)
  });
  // ExpressPlay's flag for a license that may be kept.
  const flags = request.persistent ? { generalFlags: '00000001' } : {};

  switch (drm) {
    case 'widevine': {
      const policy = { ...defaultTokenOptions.widevine, ...options.widevine };
      return licenseUrlOf(await client.widevineToken({ ...policy, ...restrictions, ...flags, kid, key }));
    }
    case 'playready': {
      const policy = { ...defaultTokenOptions.playready, ...options.playready };
      const { licenseUrl, token } = await client.playreadyToken({
        ...policy,
        ...restrictions,
        ...flags,
        kid,
        key
      });
      return { licenseUrl, token };
    }
    case 'fairplay': {
      const { iv } = content;
      if (iv === undefined) throw new ExpressPlayArgumentError('iv', 'is required for FairPlay', -6003);
      return licenseUrlOf(
        await client.fairplayToken({ ...options.fairplay, ...restrictions, ...flags, kid, key, iv })
      );
    }
    case 'marlin-ms3':
      return licenseUrlOf(
        await client.ms3Token({
          ...options.marlinMs3,
          ...restrictions,
          contentId: marlinName(kid),
          key: clear(key)
        })
      );
    case 'marlin-bb': {
      const policy = { ...defaultTokenOptions.marlinBroadband, ...options.marlinBroadband };
      const { actionToken, configurationUrl } = await client.marlinLicenseToken({
        ...policy,
        ...restrictions,
        ...flags,
        contentId: marlinName(kid),
        key: clear(key)
      });
      if (configurationUrl === undefined) throw new BindingError(withoutConfiguration);
      return { licenseUrl: configurationUrl, token: actionToken };
    }
  }
}

const withoutConfiguration: BindingProblem = {
  code: 'upstream-rejected',
  detail: 'ExpressPlay answered with an action token that names no configuration token.'
};

function licenseUrlOf({ licenseUrl }: LicenseToken): LicenseToken {
  return { licenseUrl };
}

/** Marlin's name of a key in DASH content. */
function marlinName(kid: string): string {
  return `urn:marlin:kid:${kid}`;
}

function clear(key: ContentKey): ClearContentKey {
  if (key.kind === 'clear') return key;
  throw new ExpressPlayArgumentError('key', 'must be a clear key for Marlin');
}
