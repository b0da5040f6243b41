import type { Drm } from './drm.ts';
import type { Timestamp } from './time.ts';
import type { BindingEnforcement } from './token.ts';

/** What ExpressPlay's refusal taught about a DRM. */
export interface LearnedCapability {
  readonly drm: Drm;
  readonly deviceBinding: BindingEnforcement;
  readonly learnedAt: Timestamp;
  /** The event code of the refusal, e.g. -7002. */
  readonly upstreamCode?: number | undefined;
}

/** What becomes of a device restriction under a DRM. */
export interface Capability {
  readonly drm: Drm;
  /** What holds now: the setting, else what was learned, else `enforced`. */
  readonly deviceBinding: BindingEnforcement;
  /** What the operator set. */
  readonly configured?: BindingEnforcement | undefined;
  readonly learned?: LearnedCapability | undefined;
  /** Whether the operator accepts tokens that no device restriction protects. */
  readonly allowUnbound: boolean;
}
