import { auditActions, formats } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { PageQuerySchema, pageOf } from '../http/paging.ts';
import { AccountIdSchema, idOf, inputTime, oneOf, timeOf } from '../http/schemas.ts';

const ActionSchema = oneOf(auditActions, 'What happened');

/** The filters of the audit trail. */
export const AuditQuerySchema = Type.Object({
  ...PageQuerySchema.properties,
  eventId: Type.Optional(idOf('The id of one event', 'aud_0199c7a4b3c27d0e8f6a5b4c3d2e1f00')),
  accountId: Type.Optional(AccountIdSchema),
  action: Type.Optional(ActionSchema),
  subject: Type.Optional(
    Type.String({ minLength: 1, maxLength: 128, description: 'The id of what changed' })
  ),
  actor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 128, description: 'Who did it: the name of an API key' })
  ),
  from: Type.Optional(inputTime('Events at or after this moment')),
  to: Type.Optional(inputTime('Events before this moment'))
});

/** {@link AuditQuerySchema} as it is read. */
export type AuditQuery = Static<typeof AuditQuerySchema>;

const FactsSchema = (description: string) =>
  Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, description });

export const AuditEventJson = component(
  'AuditEvent',
  Type.Object(
    {
      eventId: Type.String({ description: 'The id of the event' }),
      accountId: Type.Optional(Type.String({ description: 'Absent when it concerns no single account' })),
      at: timeOf('When it happened'),
      actor: Type.String({
        description: 'Who did it: the name of an API key, `worker` or `policy` for the service itself'
      }),
      action: ActionSchema,
      subject: Type.String({ description: 'The id of what changed' }),
      reason: Type.Optional(Type.String({ maxLength: formats.reason.maxLength, description: 'Why' })),
      before: Type.Optional(FactsSchema('What it was before')),
      after: Type.Optional(FactsSchema('What it was afterwards')),
      details: FactsSchema('More facts')
    },
    { description: 'Something that happened. Events are never changed or deleted' }
  )
);

export const AuditEventPageJson = component('AuditEventPage', pageOf(AuditEventJson.ref));

export type AuditEventJson = Static<typeof AuditEventJson.schema>;
