import type { TokenAnswer } from './token-kind.ts';

/**
 * The form in which Widevine, FairPlay and universal tokens come: a license URL with the token in its
 * query.
 */
export function readyLicenseUrl(token: Buffer, rightsUrl: string): TokenAnswer {
  return {
    contentType: 'text/uri-list',
    body: `${rightsUrl}?ExpressPlayToken=${token.toString('base64url')}`
  };
}
