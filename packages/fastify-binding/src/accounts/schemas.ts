import { deviceClasses } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';

export const Account = component(
  'Account',
  Type.Object({
    accountId: Type.String(),
    policy: Type.Object(
      {
        name: Type.String(),
        maxDevices: Type.Integer({ description: 'Devices that may be active at the same time' })
      },
      { description: 'The device policy in force' }
    ),
    slots: Type.Object({
      total: Type.Integer(),
      used: Type.Integer(),
      free: Type.Integer(),
      byClass: Type.Object(
        Object.fromEntries(deviceClasses.map(name => [name, Type.Optional(Type.Integer())])),
        { description: 'Used slots by class of device; classes without a device are left out' }
      )
    })
  })
);

export type AccountJson = Static<typeof Account.schema>;
