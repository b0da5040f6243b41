import type { BindingCheck, StartedBindingCheck } from '@expressplay-binding/binding-core';
import type { FastifyBaseLogger } from 'fastify';
import { compact } from '../http/compact.ts';
import { toRfc3339 } from '../http/times.ts';
import type { BindingCheckJson, StartedBindingCheckJson } from './schemas.ts';

/** Writes a binding check without its cookie. */
export function toBindingCheckJson({
  checkId,
  accountId,
  deviceId,
  drm,
  state,
  createdAt,
  expiresAt
}: Omit<BindingCheck, 'cookie'>): BindingCheckJson {
  return {
    checkId,
    accountId,
    deviceId,
    drm,
    state,
    createdAt: toRfc3339(createdAt),
    expiresAt: toRfc3339(expiresAt)
  };
}

/** Writes a binding check that was just started, with its token. */
export function toStartedBindingCheckJson({ check, license }: StartedBindingCheck): StartedBindingCheckJson {
  const { licenseUrl, token } = license;
  return { ...toBindingCheckJson(check), ...compact({ licenseUrl, token }) };
}

/** Logs as an error that copied tokens play elsewhere: somebody has to act. */
export function logIfNotEnforced(log: FastifyBaseLogger, { state, checkId, drm }: BindingCheck): void {
  if (state === 'not-enforced')
    log.error({ checkId, drm }, 'ExpressPlay does not enforce the device restriction of tokens');
}
