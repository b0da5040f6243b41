import { eventTypes } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { PageQuerySchema } from '../http/paging.ts';
import { AccountIdSchema, oneOf, timeOf } from '../http/schemas.ts';

const anyType = `(${eventTypes.map(type => type.replaceAll('.', '\\.')).join('|')})`;

/** Which part of the feed to answer. */
export const EventQuerySchema = Type.Object({
  limit: PageQuerySchema.properties.limit,
  after: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      description: '`nextCursor` of the previous page; absent for the page with the oldest event'
    })
  ),
  types: Type.Optional(
    Type.String({
      pattern: `^${anyType}(,${anyType})*$`,
      maxLength: 1000,
      description: `Only events of these types, separated by commas: ${eventTypes.map(type => `\`${type}\``).join(', ')}`,
      examples: ['device.bound,device.removed']
    })
  ),
  accountId: Type.Optional(AccountIdSchema)
});

export const EventJson = component(
  'Event',
  Type.Object(
    {
      eventId: Type.String({ description: 'Unique' }),
      type: oneOf(eventTypes, 'What happened'),
      createdAt: timeOf('When it happened'),
      accountId: Type.Optional(Type.String({ description: 'Absent if it concerns no single account' })),
      data: Type.Unsafe<Record<string, unknown>>({
        type: 'object',
        additionalProperties: true,
        description:
          'The resource as its own calls answer it, as it was right after the event: a device for `device.*`, a registration for ' +
          '`registration.*`, an entitlement for `entitlement.*`, an account for `account.*`, a policy for `policy.changed`, a binding ' +
          'check for `binding.not-enforced`'
      })
    },
    { description: 'Something that happened' }
  )
);

export type EventJson = Static<typeof EventJson.schema>;

export const EventPageJson = component(
  'EventPage',
  Type.Object(
    {
      items: Type.Array(EventJson.ref, { description: 'What the page lists' }),
      nextCursor: Type.String({
        description: 'The `after` of the next page; always there, because more events will follow'
      })
    },
    { description: 'One page of the event feed' }
  )
);
