import type { Playback } from './player-token.ts';

/** What `player.configure` of Shaka Player takes. */
export interface ShakaConfig {
  readonly drm: {
    readonly servers: Readonly<Record<string, string>>;
    readonly advanced: Readonly<
      Record<
        string,
        {
          readonly headers: Readonly<Record<string, string>>;
          readonly videoRobustness: readonly string[];
          readonly audioRobustness: readonly string[];
          readonly serverCertificateUri?: string;
        }
      >
    >;
  };
}

/**
 * The configuration of Shaka Player 5 for a token.
 * @example
 * player.configure(shakaConfig(await client.issueToken({ contentId: 'film-1' })));
 */
export function shakaConfig(token: Playback): ShakaConfig {
  const { keySystem, licenseUrl, licenseHeaders, robustness, fairPlayCertificateUrl } = token;
  const levels = robustness === '' ? [] : [robustness];
  const advanced = {
    headers: licenseHeaders,
    videoRobustness: levels,
    audioRobustness: levels,
    ...(fairPlayCertificateUrl !== undefined && { serverCertificateUri: fairPlayCertificateUrl })
  };
  return { drm: { servers: { [keySystem]: licenseUrl }, advanced: { [keySystem]: advanced } } };
}

/** What `player.setProtectionData` of dash.js takes. */
export type DashjsConfig = Readonly<
  Record<
    string,
    {
      readonly serverURL: string;
      readonly httpRequestHeaders: Readonly<Record<string, string>>;
      readonly videoRobustness?: string;
      readonly audioRobustness?: string;
    }
  >
>;

/**
 * The protection data of dash.js 5 for a token.
 * @example
 * player.setProtectionData(dashjsConfig(token));
 */
export function dashjsConfig(token: Playback): DashjsConfig {
  const { keySystem, licenseUrl, licenseHeaders, robustness } = token;
  const levels = robustness !== '' && { videoRobustness: robustness, audioRobustness: robustness };
  return { [keySystem]: { serverURL: licenseUrl, httpRequestHeaders: licenseHeaders, ...levels } };
}

/** Members of hls.js's configuration. */
export interface HlsjsConfig {
  readonly emeEnabled: true;
  readonly drmSystems: Readonly<
    Record<string, { readonly licenseUrl: string; readonly serverCertificateUrl?: string }>
  >;
  readonly drmSystemOptions: { readonly videoRobustness?: string; readonly audioRobustness?: string };
  readonly licenseXhrSetup: (xhr: XMLHttpRequest, url: string) => void;
}

/**
 * The configuration of hls.js 1.6 and later for a token.
 * @example
 * const hls = new Hls(hlsjsConfig(token));
 */
export function hlsjsConfig(token: Playback): HlsjsConfig {
  const { keySystem, licenseUrl, licenseHeaders, robustness, fairPlayCertificateUrl } = token;
  const certificate = fairPlayCertificateUrl !== undefined && {
    serverCertificateUrl: fairPlayCertificateUrl
  };
  return {
    emeEnabled: true,
    drmSystems: { [keySystem]: { licenseUrl, ...certificate } },
    drmSystemOptions: robustness === '' ? {} : { videoRobustness: robustness, audioRobustness: robustness },
    licenseXhrSetup(xhr, url) {
      // Headers can only be set once the request is open, and hls.js leaves it open that is opened here.
      if (xhr.readyState === 0) xhr.open('POST', url, true);
      for (const [name, value] of Object.entries(licenseHeaders)) xhr.setRequestHeader(name, value);
    }
  };
}

/** What a page needs that answers Safari's `encrypted` events itself. */
export interface NativeFairPlayConfig {
  readonly keySystem: 'com.apple.fps';
  readonly initDataType: 'skd';
  readonly licenseUrl: string;
  readonly licenseHeaders: Readonly<Record<string, string>>;
  readonly certificateUrl?: string;
}

/**
 * What a FairPlay token needs where the page plays by `<video>` itself: post each message of the session to `licenseUrl`
 * with `licenseHeaders`, and update the session with the answer.
 * @throws {TypeError} When the token is of another DRM.
 */
export function nativeFairPlay(token: Playback): NativeFairPlayConfig {
  const { drm, licenseUrl, licenseHeaders, fairPlayCertificateUrl } = token;
  if (drm !== 'fairplay') throw new TypeError(`The token is for ${drm}: only FairPlay plays natively.`);
  return {
    keySystem: 'com.apple.fps',
    initDataType: 'skd',
    licenseUrl,
    licenseHeaders: { 'content-type': 'application/octet-stream', ...licenseHeaders },
    ...(fairPlayCertificateUrl !== undefined && { certificateUrl: fairPlayCertificateUrl })
  };
}
