import { audit } from '../audit.ts';
import type { Caller, DummyContent, Parts } from '../dependencies.ts';
import { findActiveDevice } from '../devices/find-device.ts';
import { checkFormats, formats } from '../formats.ts';
import { idempotently } from '../idempotency/idempotently.ts';
import { newCookie, newId } from '../ids.ts';
import type { DeviceClass } from '../model/device.ts';
import type { Drm } from '../model/drm.ts';
import type { Registration } from '../model/registration.ts';
import { second } from '../model/time.ts';
import type { LicenseToken } from '../ports/licensing.ts';

export interface StartRegistration {
  readonly accountId: string;
  readonly drm: Drm;
  readonly device?:
    | { readonly name?: string | undefined; readonly class?: DeviceClass | undefined }
    | undefined;
  /** The active device whose slot the new one takes over, once it is bound. */
  readonly replaces?: string | undefined;
}

/** A registration with the dummy token that its device has to redeem. The token is given out once. */
export interface StartedRegistration {
  readonly registration: Registration;
  readonly license: LicenseToken;
  readonly dummyContent: Pick<DummyContent, 'kid' | 'url'>;
}

/** Steps 1 and 2 of device binding: invents the cookie and gets the dummy token that carries it. */
export function makeStartRegistration(parts: Parts) {
  return async (input: StartRegistration, caller: Caller): Promise<StartedRegistration> => {
    checkFormats({
      '/accountId': [formats.accountId, input.accountId],
      '/device/name': [formats.deviceName, input.device?.name]
    });
    const { store, settings } = parts;
    return idempotently(parts, caller, input.accountId, ['registration', input], async keepAnswer => {
      if (input.replaces !== undefined) await findActiveDevice(store, input.accountId, input.replaces);

      const now = parts.clock();
      const registration: Registration = {
        registrationId: newId('reg', now, parts.randomBytes),
        accountId: input.accountId,
        drm: input.drm,
        state: 'pending',
        cookie: newCookie(parts.randomBytes),
        deviceName: input.device?.name ?? 'Unnamed device',
        deviceClass: input.device?.class ?? 'other',
        replaces: input.replaces,
        createdAt: now,
        expiresAt: now + settings.registrationTtl * second
      };
      const license = await parts.licenses.requestToken({
        drm: input.drm,
        content: settings.dummyContent,
        cookie: registration.cookie,
        expiresAt: registration.expiresAt,
        persistent: false
      });
      const { kid, url } = settings.dummyContent;
      const started: StartedRegistration = { registration, license, dummyContent: { kid, url } };

      await store.inAccount(input.accountId, now, async unit => {
        await unit.insertRegistration(registration);
        await audit(parts, unit, caller, now, {
          accountId: input.accountId,
          action: 'registration.started',
          subject: registration.registrationId,
          details: { drm: input.drm, replaces: input.replaces }
        });
        await keepAnswer(unit, started);
      });
      return started;
    });
  };
}
