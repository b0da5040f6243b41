import { bindingUnsupported, learnUnsupported, readCapability } from '../capabilities/capabilities.ts';
import type { Parts } from '../dependencies.ts';
import { BindingError } from '../errors.ts';
import type { BindingEnforcement } from '../model/token.ts';
import type { LicenseToken, LicenseTokenRequest } from '../ports/licensing.ts';

/** A license token, and whether its restriction to the device holds. */
export interface LicensedToken {
  readonly license: LicenseToken;
  readonly binding: BindingEnforcement;
}

/**
 * Asks for the token restricted to its device. Where ExpressPlay does not restrict the DRM, that is a refusal, never a token
 * that is silently weaker, unless the operator allowed such tokens. A refusal is remembered, so that it costs a call only once.
 */
export async function requestBoundLicense(
  parts: Parts,
  request: LicenseTokenRequest & { readonly deviceId: string }
): Promise<LicensedToken> {
  const { drm } = request;
  const capability = await readCapability(parts, drm);
  if (capability.deviceBinding === 'unsupported') return unbound(undefined);
  try {
    return { license: await parts.licenses.requestToken(request), binding: 'enforced' };
  } catch (error) {
    if (!(error instanceof BindingError) || error.code !== 'binding-unsupported') throw error;
    await learnUnsupported(parts, drm, error);
    return unbound(error);
  }

  async function unbound(refusal: BindingError | undefined): Promise<LicensedToken> {
    if (!capability.allowUnbound) throw bindingUnsupported(drm, refusal);
    const license = await parts.licenses.requestToken({ ...request, deviceId: undefined });
    return { license, binding: 'unsupported' };
  }
}
