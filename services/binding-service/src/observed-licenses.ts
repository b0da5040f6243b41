import { BindingError, type LicenseService } from '@expressplay-binding/binding-core';

/** Called after every call to ExpressPlay with its kind, its outcome and its duration. */
export type UpstreamObserver = (
  labels: { readonly call: 'token' | 'records'; readonly drm: string; readonly outcome: string },
  seconds: number
) => void;

/** A license service that reports each call to an observer. The outcome is `ok` or the code of the refusal. */
export function observedLicenses(licenses: LicenseService, observe: UpstreamObserver): LicenseService {
  return {
    requestToken: request => timed('token', request.drm, () => licenses.requestToken(request)),
    // Records are retrieved by cookie, for all DRMs.
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
