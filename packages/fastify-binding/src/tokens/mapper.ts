import { endOfTime, type IssuedToken, type TokenRecord } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toOptionalRfc3339, toRfc3339 } from '../http/times.ts';
import type { IssuedTokenJson, TokenJson } from './schemas.ts';

/** Writes a token without its secret. */
export function toTokenJson(token: TokenRecord): TokenJson {
  const { playableUntil } = token;
  return compact({
    tokenId: token.tokenId,
    accountId: token.accountId,
    entitlementId: token.entitlementId,
    contentId: token.contentId,
    deviceId: token.deviceId,
    drm: token.drm,
    binding: token.binding,
    persistent: token.persistent,
    issuedAt: toRfc3339(token.issuedAt),
    expiresAt: toRfc3339(token.expiresAt),
    playableUntil: toOptionalRfc3339(playableUntil === endOfTime ? undefined : playableUntil)
  });
}

/** Writes a token that was just issued, with its secret. */
export function toIssuedTokenJson(issued: IssuedToken): IssuedTokenJson {
  const { deviceId, binding, licenseUrl, token } = issued;
  return { ...toTokenJson(issued), ...compact({ deviceId, binding, licenseUrl, token }) };
}
