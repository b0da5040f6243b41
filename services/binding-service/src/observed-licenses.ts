import { BindingError, type LicenseService } from '@expressplay-binding/binding-core';

/** Told of every call to ExpressPlay: what it was, how it ended, how long it took. */
export type UpstreamObserver = (
  labels: { readonly call: 'token' | 'records'; readonly drm: string; readonly outcome: string },
  seconds: number
) => void;

/** The license service with somebody who watches. The outcome is `ok` or the code of the refusal. */
export function observedLicenses(licenses: LicenseService, observe: UpstreamObserver): LicenseService {
  return {
    requestToken: request => timed('token', request.drm, () => licenses.requestToken(request)),
    // Records are asked for by cookie, whatever the DRM.
    findRedemptions: cookie => timed('records', 'any', () => licenses.findRedemptions(cookie))
  };

  async function timed<T>(call: 'token' | 'records', drm: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const done = (outcome: string) => observe({ call, drm, outcome }, (performance.now() - started) / 1000);
    try {
      const answer = await work();
      done('ok');
      return answer;
    } catch (error) {
      done(error instanceof BindingError ? error.code : 'internal');
      throw error;
    }
  }
}
