import { accountOrNew, refuseSuspended } from '../accounts/accounts.ts';
import type { Parts } from '../context.ts';
import { readActiveDevice } from '../devices/devices.ts';
import { BindingError } from '../errors.ts';
import { newId } from '../ids.ts';
import { type Registration, registrationProblemCodes } from '../model/registration.ts';
import { second, type Timestamp } from '../model/time.ts';
import { type LicenseToken, licenseRefusals } from '../ports/licensing.ts';
import type { AccountUnit } from '../ports/store.ts';
import { checkBudget } from '../tokens/limits.ts';
import { expired, findRegistration } from './registrations.ts';

/** Requests a token for dummy content that carries the cookie of the registration. */
export function requestDummyToken(
  { licenses, settings }: Parts,
  { drm, cookie, expiresAt }: Pick<Registration, 'drm' | 'cookie' | 'expiresAt'>,
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
  'token-budget-exhausted',
  ...registrationProblemCodes,
  ...licenseRefusals
] as const;

/**
 * Requests a further dummy token with the same cookie: for a device that lost the first one, with the same end, and for a bound
 * device that registers at each start. The latter changes nothing of its binding.
 */
export async function renewDummyToken(parts: Parts, registrationId: string): Promise<LicenseToken> {
  const found = await findRegistration(parts.store, registrationId);
  const { accountId, deviceId, problem } = found;
  if (problem) throw new BindingError(problem);
  refuseSuspended(await accountOrNew(parts.store, accountId));
  const now = parts.clock();
  if (deviceId !== undefined) await readActiveDevice(parts.store, accountId, deviceId);
  else if (now >= found.expiresAt) throw new BindingError(expired);
  const registration =
    deviceId === undefined ? found : { ...found, expiresAt: now + parts.settings.registrationTtl * second };
  await checkBudget(parts, parts.store, accountId, now);
  const license = await requestDummyToken(parts, registration, now);
  if (parts.settings.tokenBudget)
    await parts.store.inAccount(accountId, now, unit =>
      countDummyToken(parts, unit, accountId, parts.clock())
    );
  return license;
}
