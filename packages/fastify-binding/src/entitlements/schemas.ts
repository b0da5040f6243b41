import { entitlementKinds } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { ContentIdSchema } from '../contents/schemas.ts';
import { component } from '../http/component.ts';
import { pageOf } from '../http/paging.ts';
import { AccountIdSchema, idOf, oneOf, timeOf } from '../http/schemas.ts';

const KindSchema = oneOf(entitlementKinds, 'What the customer paid for');

export const EntitlementParamsSchema = Type.Object({
  accountId: AccountIdSchema,
  entitlementId: idOf('The id of an entitlement', 'ent_0199c7a4b3c27d0e8f6a5b4c3d2e1f00')
});

export const CreateEntitlement = component(
  'CreateEntitlement',
  Type.Object(
    {
      contentId: ContentIdSchema,
      kind: KindSchema,
      startsAt: Type.Optional(
        Type.String({
          format: 'date-time',
          description: 'Not usable before; RFC 3339, default now',
          examples: ['2026-12-24T18:00:00Z']
        })
      )
    },
    { additionalProperties: false, examples: [{ contentId: 'film-1', kind: 'purchase' }] }
  )
);

export const Entitlement = component(
  'Entitlement',
  Type.Object(
    {
      entitlementId: Type.String(),
      accountId: Type.String(),
      contentId: Type.String(),
      kind: KindSchema,
      state: oneOf(['active', 'not-started', 'revoked'], 'What it is worth now'),
      startsAt: timeOf('When it starts'),
      createdAt: timeOf('When it was created'),
      revokedAt: Type.Optional(timeOf('When it was revoked'))
    },
    { description: "An account's right to a content" }
  )
);

export const EntitlementPage = component('EntitlementPage', pageOf(Entitlement.ref));

export type EntitlementJson = Static<typeof Entitlement.schema>;
