import { BindingError, type Drm, type LicenseService, type LicenseTokenRequest } from '../../src/index.ts';

/** A license service in memory: keeps what it was asked for and lets a test redeem cookies. */
export function createLicenseService(clock: () => number = Date.now) {
  const requests: LicenseTokenRequest[] = [];
  const unsupported = new Set<string>();
  const redemptions: { cookie: string; deviceId: string; redeemedAt: number }[] = [];
  let lookUps = 0;
  let failure: Error | undefined;
  let beforeAnswer = async () => {};

  const service: LicenseService = {
    async requestToken(request) {
      requests.push(request);
      await beforeAnswer();
      if (failure) throw failure;
      if (request.deviceId !== undefined && unsupported.has(request.drm))
        throw new BindingError({
          code: 'binding-unsupported',
          detail: 'Refused.',
          upstream: { code: -7002, message: 'not supported' }
        });
      return { licenseUrl: `https://license.example/${requests.length}` };
    },
    async findRedemptions(cookie) {
      lookUps += 1;
      if (failure) throw failure;
      return redemptions.filter(redemption => redemption.cookie === cookie);
    }
  };

  return {
    service,
    requests,
    redeem: (cookie: string, deviceId: string) =>
      void redemptions.push({ cookie, deviceId, redeemedAt: clock() }),
    /** How often it was asked for redemptions. */
    lookUps: () => lookUps,
    /** From now on device restrictions of the DRM are refused, or taken again. */
    refuseBinding(drm: Drm, refused = true) {
      if (refused) unsupported.add(drm);
      else unsupported.delete(drm);
    },
    failWith: (error: Error | undefined) => {
      failure = error;
    },
    /** Runs while the service is asked, before it answers. */
    meanwhile: (work: () => Promise<void>) => {
      beforeAnswer = work;
    }
  };
}
