import { deviceClasses, formats } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { pageOf } from '../http/paging.ts';
import { AccountIdSchema, DrmSchema, idOf, oneOf, textOf, timeOf } from '../http/schemas.ts';

export const DeviceIdSchema = idOf('The id of a device', 'dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00');

export const DeviceNameSchema = textOf(formats.deviceName, { examples: ['Living room TV'] });

export const DeviceClassSchema = oneOf(deviceClasses, 'What kind of device it is');

export const DeviceParamsSchema = Type.Object({ accountId: AccountIdSchema, deviceId: DeviceIdSchema });

export const RenameDevice = component(
  'RenameDevice',
  Type.Object({ name: DeviceNameSchema }, { additionalProperties: false })
);

export const Device = component(
  'Device',
  Type.Object(
    {
      deviceId: Type.String(),
      accountId: Type.String(),
      name: Type.String(),
      class: DeviceClassSchema,
      state: oneOf(['active', 'removed'], 'Whether it fills a slot'),
      bindings: Type.Array(
        Type.Object({
          drm: DrmSchema,
          drmDeviceId: Type.String({
            description: "The `device_id` exactly as ExpressPlay's record gave it"
          }),
          boundAt: timeOf('When the device proved it')
        }),
        { description: 'At most one per DRM' }
      ),
      createdAt: timeOf('When it got its slot'),
      lastTokenAt: Type.Optional(timeOf('When it last got a token')),
      removedAt: Type.Optional(timeOf('When it lost its slot'))
    },
    { description: 'One slot of an account' }
  )
);

export const DevicePage = component('DevicePage', pageOf(Device.ref));

export type DeviceJson = Static<typeof Device.schema>;
