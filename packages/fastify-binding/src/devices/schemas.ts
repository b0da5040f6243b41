import { deviceClasses, formats, removalCauses } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { PageQuerySchema, pageOf } from '../http/paging.ts';
import { AccountIdSchema, DrmSchema, idOf, oneOf, textOf, timeOf } from '../http/schemas.ts';
import { ProblemJson } from '../problems/problem-schema.ts';

/** The id of a device in a request. */
export const deviceIdOf = (description: string) => idOf(description, 'dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00');

export const DeviceIdSchema = deviceIdOf('The id of a device');

export const DeviceNameSchema = textOf(formats.deviceName, { examples: ['Living room TV'] });

export const DeviceClassSchema = oneOf(deviceClasses, 'What kind of device it is');

export const DeviceParamsSchema = Type.Object({ accountId: AccountIdSchema, deviceId: DeviceIdSchema });

export const DeviceQuerySchema = Type.Object({
  ...PageQuerySchema.properties,
  deviceId: Type.Optional(DeviceIdSchema),
  drmDeviceId: Type.Optional(
    Type.String({ minLength: 1, maxLength: 255, description: "The `device_id` of ExpressPlay's record" })
  ),
  drm: Type.Optional(DrmSchema)
});

export const RenameDeviceJson = component(
  'RenameDevice',
  Type.Object(
    { name: DeviceNameSchema },
    {
      additionalProperties: false,
      description: 'The new name of a device',
      examples: [{ name: 'Kitchen TV' }]
    }
  )
);

const deviceMembers = {
  deviceId: Type.String({ description: 'The id of the device' }),
  accountId: Type.String({ description: 'The id of the account' }),
  name: Type.String({ description: 'Its name, which the customer knows it by' }),
  class: DeviceClassSchema,
  state: oneOf(['active', 'removed'], 'Whether it fills a slot'),
  bindings: Type.Array(
    Type.Object({
      drm: DrmSchema,
      drmDeviceId: Type.String({
        description: "The `device_id` exactly as in ExpressPlay's record"
      }),
      boundAt: timeOf('When the device proved it')
    }),
    { description: 'At most one per DRM' }
  ),
  createdAt: timeOf('When it got its slot'),
  lastTokenAt: Type.Optional(timeOf('When it last got a token')),
  removedAt: Type.Optional(timeOf('When it lost its slot')),
  removedAs: Type.Optional(oneOf(removalCauses, 'Why it lost its slot'))
};

const PlayableUntilSchema = timeOf(
  'Until when licenses that the device has, or can still get with its tokens, may play; the year 9999 when they never ' +
    'end, absent when there are none'
);

export const DeviceJson = component(
  'Device',
  Type.Object(deviceMembers, { description: 'One slot of an account' })
);

export const DevicePageJson = component('DevicePage', pageOf(DeviceJson.ref));

export const RemovedDeviceJson = component(
  'RemovedDevice',
  Type.Object(
    { ...deviceMembers, playableUntil: Type.Optional(PlayableUntilSchema) },
    { description: 'A device without its slot' }
  )
);

export const RemovalDecisionJson = component(
  'RemovalDecision',
  Type.Object(
    {
      allowed: Type.Boolean({ description: 'Whether the device may be removed now' }),
      counted: Type.Boolean({ description: 'Whether that would count as a swap' }),
      grace: Type.Boolean({ description: 'Whether it would use a grace swap' }),
      playableUntil: Type.Optional(PlayableUntilSchema),
      problem: Type.Optional(ProblemJson.ref)
    },
    { description: 'What removing the device would do; `problem` is the refusal of the call' }
  )
);

export type DeviceQuery = Static<typeof DeviceQuerySchema>;
export type DeviceJson = Static<typeof DeviceJson.schema>;
export type RemovedDeviceJson = Static<typeof RemovedDeviceJson.schema>;
export type RemovalDecisionJson = Static<typeof RemovalDecisionJson.schema>;
