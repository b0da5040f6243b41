import type { Parts } from '../context.ts';
import { BindingError, refuse } from '../errors.ts';
import { newId } from '../ids.ts';
import { type Registration, registrationProblemCodes } from '../model/registration.ts';
import type { Timestamp } from '../model/time.ts';
import { type LicenseToken, licenseRefusals } from '../ports/licensing.ts';
import type { AccountUnit } from '../ports/store.ts';
import { checkBudget } from '../tokens/limits.ts';
import { expired, findRegistration } from './registrations.ts';

/** Requests a token for dummy content that carries the cookie of the registration. */
export function requestDummyToken(
  { licenses, settings }: Parts,
  { drm, cookie, expiresAt }: Registration,
  issuedAt: Timestamp
): Promise<LicenseToken> {
  const content = settings.dummyContent;
  return licenses.requestToken({ drm, content, cookie, issuedAt, expiresAt, persistent: false });
}

/** Counts a dummy token against the account's budget, because ExpressPlay charges for it as for any other. */
export async function countDummyToken(
  parts: Parts,
  unit: AccountUnit,
  accountId: string,
  now: Timestamp
): Promise<void> {
  if (!parts.settings.tokenBudget) return;
  await checkBudget(parts, unit, accountId, now);
  await unit.insertDummyToken({ accountId, tokenId: newId('dum', now, parts.randomBytes) });
}

/** The codes that {@link renewDummyToken} may refuse with. */
export const renewDummyTokenRefusals = [
  'not-found',
  'registration-settled',
  'token-budget-exhausted',
  ...registrationProblemCodes,
  ...licenseRefusals
] as const;

/** Requests a further dummy token for a pending registration, with the same cookie and end, for a device that lost the first. */
export async function renewDummyToken(parts: Parts, registrationId: string): Promise<LicenseToken> {
  const registration = await findRegistration(parts.store, registrationId);
  const { accountId, state, problem } = registration;
  if (problem) throw new BindingError(problem);
  if (state !== 'pending') refuse('registration-settled', `This registration is ${state} already.`);
  const now = parts.clock();
  if (now >= registration.expiresAt) throw new BindingError(expired);
  await checkBudget(parts, parts.store, accountId, now);
  const license = await requestDummyToken(parts, registration, now);
  if (parts.settings.tokenBudget)
    await parts.store.inAccount(accountId, now, unit => countDummyToken(parts, unit, accountId, now));
  return license;
}
