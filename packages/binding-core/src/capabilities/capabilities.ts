import type { Parts } from '../dependencies.ts';
import { BindingError } from '../errors.ts';
import type { Capability, LearnedCapability } from '../model/capability.ts';
import { type Drm, drms } from '../model/drm.ts';

/** What becomes of a device restriction under each DRM. */
export function makeListCapabilities(parts: Parts) {
  return async (): Promise<readonly Capability[]> => {
    const learned = await parts.store.listLearnedCapabilities();
    return drms.map(drm =>
      capabilityOf(
        parts,
        drm,
        learned.find(capability => capability.drm === drm)
      )
    );
  };
}

export async function readCapability(parts: Parts, drm: Drm): Promise<Capability> {
  return capabilityOf(parts, drm, await parts.store.findLearnedCapability(drm));
}

/** Remembers that ExpressPlay refused the restriction, for every process and from now on. */
export async function learnUnsupported(parts: Parts, drm: Drm, refusal: BindingError): Promise<void> {
  await parts.store.saveLearnedCapability({
    drm,
    deviceBinding: 'unsupported',
    learnedAt: parts.clock(),
    upstreamCode: refusal.problem.upstream?.code
  });
}

export function bindingUnsupported(drm: Drm, cause?: BindingError): BindingError {
  return new BindingError(
    {
      code: 'binding-unsupported',
      detail:
        `ExpressPlay does not restrict ${drm} tokens to a device here. Register the device for another DRM, ` +
        'or let the operator allow tokens without the restriction.',
      upstream: cause?.problem.upstream
    },
    { cause }
  );
}

/** What the operator set holds; else what was learned; else the restriction is tried. */
function capabilityOf(parts: Parts, drm: Drm, learned: LearnedCapability | undefined): Capability {
  const { deviceBinding, allowUnbound } = parts.settings;
  const configured = deviceBinding[drm];
  return {
    drm,
    deviceBinding: configured ?? learned?.deviceBinding ?? 'enforced',
    configured,
    learned,
    allowUnbound: allowUnbound.includes(drm)
  };
}
