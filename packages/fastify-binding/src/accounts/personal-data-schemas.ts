import { type Static, Type } from 'typebox';
import { AuditEventJson } from '../audit/schemas.ts';
import { DeviceJson } from '../devices/schemas.ts';
import { EntitlementJson } from '../entitlements/schemas.ts';
import { component } from '../http/component.ts';
import { timeOf } from '../http/schemas.ts';
import { RegistrationJson } from '../registrations/schemas.ts';
import { TokenJson } from '../tokens/schemas.ts';
import { ListedAccountJson } from './schemas.ts';

export const AccountErasureJson = component(
  'AccountErasure',
  Type.Object(
    {
      anonymousId: Type.String({
        description: 'What the audit trail calls the account from now on. Only the sealing keys lead to it',
        examples: ['erased_9f86d081884c7d659a2feaa0c55ad015']
      }),
      erasedAt: timeOf('When it was erased')
    },
    { description: 'What remains of an account that was erased' }
  )
);

export const AccountExportJson = component(
  'AccountExport',
  Type.Object(
    {
      exportedAt: timeOf('When it was read'),
      account: Type.Object(ListedAccountJson.properties, { description: 'The account itself' }),
      devices: Type.Array(DeviceJson.ref, { description: 'Its devices, removed ones too' }),
      registrations: Type.Array(RegistrationJson.ref, { description: 'Its registrations' }),
      entitlements: Type.Array(EntitlementJson.ref, { description: 'Its rights' }),
      tokens: Type.Array(TokenJson.ref, { description: 'Its tokens, without their secrets' }),
      events: Type.Array(AuditEventJson.ref, { description: 'Its events in the audit trail' })
    },
    { description: 'Everything that is stored for an account, without secrets' }
  )
);

export type AccountErasureJson = Static<typeof AccountErasureJson.schema>;
export type AccountExportJson = Static<typeof AccountExportJson.schema>;
