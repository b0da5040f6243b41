import { bindingEnforcements, capabilitySources } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { DrmSchema, oneOf, timeOf } from '../http/schemas.ts';

/** What is known of the restriction of tokens to a device. */
export const EnforcementSchema = oneOf(
  bindingEnforcements,
  'Whether ExpressPlay refuses tokens to any other device: `enforced` where that is known, `unsupported` where it does not, ' +
    '`unverified` while nobody knows'
);

export const CapabilityParamsSchema = Type.Object({ drm: DrmSchema });

export const CapabilityJson = component(
  'Capability',
  Type.Object(
    {
      drm: DrmSchema,
      deviceBinding: EnforcementSchema,
      source: Type.Optional(
        oneOf(
          capabilitySources,
          'From where it is known: the configuration of the service, a binding check, or refusals of ExpressPlay'
        )
      ),
      checkedAt: Type.Optional(timeOf('When the binding check ended')),
      checkId: Type.Optional(Type.String({ description: 'The binding check' })),
      learnedAt: Type.Optional(timeOf('When ExpressPlay last refused a device restriction')),
      learnedUntil: Type.Optional(timeOf('When that is forgotten and the restriction is tried again')),
      upstreamCode: Type.Optional(
        Type.Integer({ description: "ExpressPlay's event code of the last refusal, e.g. -7002" })
      ),
      allowUnbound: Type.Boolean({
        description: 'Whether tokens are issued although no device restriction protects them'
      })
    },
    { description: 'Whether ExpressPlay enforces the device restriction of tokens of a DRM' }
  )
);

export const CapabilitiesJson = component(
  'Capabilities',
  Type.Object(
    { items: Type.Array(CapabilityJson.ref, { description: 'One for each DRM' }) },
    { description: 'Whether ExpressPlay enforces the device restriction of tokens, by DRM' }
  )
);

export type CapabilityJson = Static<typeof CapabilityJson.schema>;
