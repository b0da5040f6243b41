import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { DrmSchema, oneOf, timeOf } from '../http/schemas.ts';

const EnforcementSchema = (description: string) => oneOf(['enforced', 'unsupported'], description);

export const CapabilitiesJson = component(
  'Capabilities',
  Type.Object(
    {
      items: Type.Array(
        Type.Object({
          drm: DrmSchema,
          deviceBinding: EnforcementSchema(
            'What applies now: what was configured, else what was learned, else `enforced`'
          ),
          configured: Type.Optional(EnforcementSchema('What the operator configured')),
          learned: Type.Optional(
            Type.Object(
              {
                deviceBinding: EnforcementSchema('What was learned'),
                learnedAt: timeOf('When it was learned'),
                upstreamCode: Type.Optional(
                  Type.Integer({ description: "ExpressPlay's event code, e.g. -7002" })
                )
              },
              { description: 'What was learned when ExpressPlay refused a device restriction' }
            )
          ),
          allowUnbound: Type.Boolean({
            description: 'Whether tokens are issued although no device restriction protects them'
          })
        })
      )
    },
    { description: 'Whether ExpressPlay enforces the device restriction of tokens, by DRM' }
  )
);

export type CapabilityJson = Static<typeof CapabilitiesJson.schema>['items'][number];
