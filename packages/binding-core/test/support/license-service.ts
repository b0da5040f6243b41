import type { LicenseService, LicenseTokenRequest } from '../../src/index.ts';

/** A license service in memory: keeps what it was asked for and lets a test redeem cookies. */
export function createLicenseService() {
  const requests: LicenseTokenRequest[] = [];
  const redemptions: { cookie: string; deviceId: string }[] = [];
  let failure: Error | undefined;
  let beforeAnswer = async () => {};

  const service: LicenseService = {
    async requestToken(request) {
      requests.push(request);
      await beforeAnswer();
      if (failure) throw failure;
      return { licenseUrl: `https://license.example/${requests.length}` };
    },
    async findRedemptions(cookie) {
      if (failure) throw failure;
      return redemptions.filter(redemption => redemption.cookie === cookie);
    }
  };

  return {
    service,
    requests,
    redeem: (cookie: string, deviceId: string) => void redemptions.push({ cookie, deviceId }),
    failWith: (error: Error | undefined) => {
      failure = error;
    },
    /** Runs while the service is asked, before it answers. */
    meanwhile: (work: () => Promise<void>) => {
      beforeAnswer = work;
    }
  };
}
