import {
  BindingError,
  type BindingProblem,
  type ContentKey,
  type ContentKeys,
  type LicenseToken,
  type LicenseTokenRequest,
  type TrackKey
} from '@expressplay-binding/binding-core';
import {
  type ClearContentKey,
  ExpressPlayArgumentError,
  type ExpressPlayClient
} from '@expressplay-binding/expressplay-client';
import { compact } from '../http/compact.ts';
import {
  fairplayOptions,
  marlinBbOptions,
  marlinMs3Options,
  playreadyOptions,
  widevineOptions
} from './license-options.ts';
import { fairplayRights, rentalRights, type WidevineDurations, widevineRights } from './license-rights.ts';

/** Requests a token with one call. @throws {ExpressPlayError} The call failed. @throws {BindingError} The DRM cannot do it. */
export async function requestLicenseToken(
  client: ExpressPlayClient,
  request: LicenseTokenRequest,
  reading: WidevineDurations
): Promise<LicenseToken> {
  const { drm, content } = request;
  const { kid, key } = content;
  const restrictions = compact({
    cookie: request.cookie,
    deviceId: request.deviceId,
    expirationTime: new Date(request.expiresAt)
  });

  switch (drm) {
    case 'widevine': {
      const { ofToken, ofKey } = widevineOptions(request);
      return licenseUrlOf(
        await client.widevineToken({
          ...restrictions,
          ...widevineRights(request, reading),
          ...ofToken,
          ...keysOf(content, track => ({ kid: track.kid, key: track.key, ...ofKey(track.trackType) }))
        })
      );
    }
    case 'playready': {
      const { ofToken, ofKey } = playreadyOptions(request);
      const { licenseUrl, token } = await client.playreadyToken({
        ...restrictions,
        ...rentalRights(request),
        ...ofToken,
        ...keysOf(content, track => ({ kid: track.kid, key: track.key, ...ofKey }))
      });
      return { licenseUrl, token };
    }
    case 'fairplay': {
      const { iv } = content;
      if (iv === undefined) throw new ExpressPlayArgumentError('iv', 'is required for FairPlay', -6003);
      return licenseUrlOf(
        await client.fairplayToken({
          ...restrictions,
          ...fairplayRights(request),
          ...fairplayOptions(request),
          kid,
          key,
          iv
        })
      );
    }
    case 'marlin-ms3': {
      if (request.persistent) throw new BindingError(streamingOnly);
      const { contentId, ofToken } = marlinMs3Options(request);
      return licenseUrlOf(
        await client.marlinMs3Token({
          ...restrictions,
          ...(request.rightEndsAt !== undefined && rentalRights(request)),
          ...ofToken,
          ...keysOf(content, track => ({
            contentId: (track.kid === kid ? contentId : undefined) ?? marlinName(track.kid),
            key: clear(track.key)
          }))
        })
      );
    }
    case 'marlin-bb': {
      const { actionToken, configurationUrl } = await client.marlinBbLicenseToken({
        ...restrictions,
        ...rentalRights(request),
        contentId: marlinName(kid),
        ...marlinBbOptions(request),
        key: clear(key)
      });
      if (configurationUrl === undefined) throw new BindingError(withoutConfiguration);
      return { licenseUrl: configurationUrl, token: actionToken };
    }
  }
}

const streamingOnly: BindingProblem = {
  code: 'offline-not-allowed',
  detail:
    'MS3 has no offline licenses. Ask for a token without `persistent`, or for another DRM of the device.'
};

const withoutConfiguration: BindingProblem = {
  code: 'upstream-rejected',
  detail: 'ExpressPlay answered with an action token that names no configuration token.'
};

/** The keys of the content for the client: as plain parameters for one key, as a list for several. */
function keysOf<Key>(content: ContentKeys, toKey: (track: TrackKey) => Key): Key | { keys: readonly Key[] } {
  const { tracks = [] } = content;
  return tracks.length === 0 ? toKey(content) : { keys: [content, ...tracks].map(toKey) };
}

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
