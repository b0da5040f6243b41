import type { Parts } from './context.ts';
import { BindingError } from './errors.ts';
import type { BindingEnforcement, Capability, LearnedCapability } from './model/drm.ts';
import { type Drm, drms } from './model/drm.ts';
import type { LicenseToken, LicenseTokenRequest } from './ports/licensing.ts';

/** Lists whether tokens are restricted to a device, for each DRM. */
export async function listCapabilities(parts: Parts): Promise<readonly Capability[]> {
  const learned = await parts.store.listLearnedCapabilities();
  return drms.map(drm => {
    const known = learned.find(capability => capability.drm === drm);
    return capabilityOf(parts, drm, known);
  });
}

/** The operator's setting wins over what was learned; if neither is known, the restriction is tried. */
function capabilityOf(parts: Parts, drm: Drm, learned: LearnedCapability | undefined): Capability {
  const configured = parts.settings.deviceBinding[drm];
  const deviceBinding = configured ?? learned?.deviceBinding ?? 'enforced';
  return { drm, deviceBinding, configured, learned, allowUnbound: parts.settings.allowUnbound.includes(drm) };
}

/** A license token, and whether its restriction to the device is enforced. */
export interface LicensedToken {
  /** The token. */
  readonly license: LicenseToken;
  /** Whether it is restricted to its device. */
  readonly binding: BindingEnforcement;
}

/**
 * Requests the token restricted to its device. If ExpressPlay does not restrict the DRM, this refuses with `binding-unsupported`,
 * unless the operator allowed weaker tokens. A refusal of ExpressPlay is remembered, so that it costs a call only once.
 */
export async function requestBoundLicense(
  parts: Parts,
  request: LicenseTokenRequest & { readonly deviceId: string }
): Promise<LicensedToken> {
  const { drm } = request;
  const capability = capabilityOf(parts, drm, await parts.store.findLearnedCapability(drm));
  if (capability.deviceBinding === 'unsupported') return requestUnbound();
  try {
    return { license: await parts.licenses.requestToken(request), binding: 'enforced' };
  } catch (error) {
    if (!(error instanceof BindingError) || error.code !== 'binding-unsupported') throw error;
    await learnUnsupported(parts, drm, error);
    return requestUnbound(error);
  }

  async function requestUnbound(refusal?: BindingError): Promise<LicensedToken> {
    if (!capability.allowUnbound) throw bindingUnsupported(drm, refusal);
    const license = await parts.licenses.requestToken({ ...request, deviceId: undefined });
    return { license, binding: 'unsupported' };
  }
}

/** Remembers for all processes that ExpressPlay refused the restriction. */
async function learnUnsupported(parts: Parts, drm: Drm, refusal: BindingError): Promise<void> {
  await parts.store.saveLearnedCapability({
    drm,
    deviceBinding: 'unsupported',
    learnedAt: parts.clock(),
    upstreamCode: refusal.problem.upstream?.code
  });
}

function bindingUnsupported(drm: Drm, cause?: BindingError): BindingError {
  const detail =
    `ExpressPlay does not restrict ${drm} tokens to a device here. Register the device for another DRM, ` +
    'or let the operator allow tokens without the restriction.';
  return new BindingError(
    { code: 'binding-unsupported', detail, upstream: cause?.problem.upstream },
    { cause }
  );
}
