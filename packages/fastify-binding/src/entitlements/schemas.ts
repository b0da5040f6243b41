import { entitlementKinds, entitlementLimits, formats } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { ContentIdSchema } from '../contents/schemas.ts';
import { component } from '../http/component.ts';
import { PageQuerySchema, pageOf } from '../http/paging.ts';
import { AccountIdSchema, idOf, inputTime, oneOf, textOf, timeOf } from '../http/schemas.ts';
import { ProblemJson } from '../problems/problem-schema.ts';

const KindSchema = oneOf(entitlementKinds, 'What the customer paid for');

export const EntitlementParamsSchema = Type.Object({
  accountId: AccountIdSchema,
  entitlementId: idOf('The id of an entitlement', 'ent_0199c7a4b3c27d0e8f6a5b4c3d2e1f00')
});

export const OrderQuerySchema = Type.Object({
  ...PageQuerySchema.properties,
  orderId: textOf(formats.orderId, { examples: ['order-4711'] })
});

const orderId = textOf(formats.orderId, { examples: ['order-4711'] });

const termsMembers = {
  contentId: ContentIdSchema,
  kind: KindSchema,
  startBy: Type.Optional(inputTime('Rental: must be started before; RFC 3339')),
  playDuration: Type.Optional(
    Type.Integer({
      ...entitlementLimits.playDuration,
      description: 'Rental: seconds from the first token on',
      examples: [172_800]
    })
  ),
  until: Type.Optional(inputTime('Subscription: when it ends; RFC 3339')),
  startsAt: Type.Optional(inputTime('Not usable before; RFC 3339, default now')),
  offlineDevices: Type.Optional(
    Type.Integer({
      ...entitlementLimits.offlineDevices,
      description: 'The number of devices that may keep it offline at the same time; 0 by default'
    })
  )
};

export const CreateEntitlementJson = component(
  'CreateEntitlement',
  Type.Object(
    {
      ...termsMembers,
      orderId: Type.Optional(orderId)
    },
    {
      additionalProperties: false,
      description:
        'The right of an account to a content; the members `startBy`, `playDuration` and `until` belong to one kind',
      examples: [
        { contentId: 'film-1', kind: 'purchase' },
        { contentId: 'film-1', kind: 'rental', startBy: '2030-01-31T00:00:00Z', playDuration: 172_800 },
        { contentId: 'film-1', kind: 'subscription', until: '2030-01-31T00:00:00Z' }
      ]
    }
  )
);

/** A line of an import. Its order id keeps it from being booked twice. */
export const ImportEntitlementSchema = Type.Object(
  { accountId: AccountIdSchema, ...termsMembers, orderId },
  { additionalProperties: false }
);

/** The answer to a line of an import. */
export const ImportedLineJson = component(
  'ImportedLine',
  Type.Object(
    {
      line: Type.Integer({ description: 'The number of the line, from 1', examples: [1] }),
      entitlementId: Type.Optional(
        Type.String({ description: 'The entitlement that was booked, now or by an earlier import' })
      ),
      problem: Type.Optional(ProblemJson.ref)
    },
    { description: 'What became of a line of an import: `problem` says why it was not booked' }
  )
);

export const ExtendSubscriptionJson = component(
  'ExtendSubscription',
  Type.Object(
    { until: inputTime('The new end; RFC 3339') },
    { additionalProperties: false, description: 'The new end of a subscription' }
  )
);

const entitlementMembers = {
  entitlementId: Type.String({ description: 'The id of the entitlement' }),
  accountId: Type.String({ description: 'The id of the account' }),
  contentId: Type.String({ description: 'The id of the content' }),
  state: oneOf(['active', 'not-started', 'expired', 'revoked'], 'Its state now'),
  startsAt: timeOf('When it starts'),
  firstPlayedAt: Type.Optional(timeOf('When its first token was issued')),
  endsAt: Type.Optional(
    timeOf(
      'When it ends; for a rental that was not started, the time until which it must be started. Absent when it never ends'
    )
  ),
  offlineDevices: Type.Optional(
    Type.Integer({ description: 'The number of devices that may keep it offline' })
  ),
  orderId: Type.Optional(Type.String({ description: "The operator's id of the sale" })),
  createdAt: timeOf('When it was created'),
  revokedAt: Type.Optional(timeOf('When it was revoked'))
};

const PurchaseJson = component(
  'PurchaseEntitlement',
  Type.Object(
    { kind: Type.Literal('purchase', { description: 'Bought: it never ends' }), ...entitlementMembers },
    { description: 'The right to a content that was bought' }
  )
);

const RentalJson = component(
  'RentalEntitlement',
  Type.Object(
    {
      kind: Type.Literal('rental', { description: 'Rented' }),
      startBy: timeOf('By when it must be started'),
      playDuration: Type.Integer({ description: 'For how long it plays: seconds from the first token on' }),
      ...entitlementMembers
    },
    { description: 'The right to a content that was rented' }
  )
);

const SubscriptionJson = component(
  'SubscriptionEntitlement',
  Type.Object(
    {
      kind: Type.Literal('subscription', { description: 'Part of a subscription' }),
      until: timeOf('When it ends'),
      ...entitlementMembers
    },
    { description: 'The right to a content of a subscription' }
  )
);

export const EntitlementJson = component(
  'Entitlement',
  Type.Unsafe<
    | Static<typeof PurchaseJson.schema>
    | Static<typeof RentalJson.schema>
    | Static<typeof SubscriptionJson.schema>
  >({
    type: 'object',
    required: ['kind'],
    discriminator: { propertyName: 'kind' },
    oneOf: [PurchaseJson.ref, RentalJson.ref, SubscriptionJson.ref],
    description: "An account's right to a content; `kind` says what the customer paid for"
  })
);

/** The schemas of entitlements. */
export const entitlementComponents = [PurchaseJson, RentalJson, SubscriptionJson, EntitlementJson];

export const EntitlementPageJson = component('EntitlementPage', pageOf(EntitlementJson.ref));

export type CreateEntitlementJson = Static<typeof CreateEntitlementJson.schema>;
export type ImportEntitlement = Static<typeof ImportEntitlementSchema>;
export type ImportedLineJson = Static<typeof ImportedLineJson.schema>;
export type EntitlementJson = Static<typeof EntitlementJson.schema>;
