import Type, { type Static } from 'typebox';
import { DRMS } from '../drm.ts';
import { EVENT_CODES, type EventCode } from '../event-codes.ts';

/** The groups of calls that a fault can be limited to. */
export const APIS = ['tokens', 'redemptions', 'records', 'keystore'] as const;

/** One of {@link APIS}. */
export type Api = (typeof APIS)[number];

const CODES = Object.keys(EVENT_CODES).map(Number) as EventCode[];

const where = {
  api: Type.Optional(Type.Enum(APIS, { description: 'Only these calls; all when left out.' })),
  drm: Type.Optional(Type.Enum(DRMS, { description: 'Only token and redemption calls of this DRM.' })),
  times: Type.Optional(
    Type.Integer({ minimum: 1, description: 'How many calls it hits before it ends; without it, it stays.' })
  ),
  rate: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'The share of calls it hits, 0 to 1; all when left out.'
    })
  )
};

const milliseconds = Type.Integer({ minimum: 0, maximum: 3_600_000, description: 'Milliseconds.' });

const fault = <Kind extends string, Details extends Type.TProperties>(
  kind: Kind,
  description: string,
  details: Details
) =>
  Type.Object(
    { kind: Type.Literal(kind), ...details, ...where },
    { description, additionalProperties: false }
  );

/**
 * Something that goes wrong, and with which calls. Every kind says when it strikes: before or after the
 * call is processed.
 */
export const FaultSchema = Type.Union([
  fault('latency', 'Waits before the call is processed; other faults may follow.', { ms: milliseconds }),
  fault('status', 'Answers this status with an HTML page; the call is not processed.', {
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    retryAfter: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds, as a Retry-After header.' }))
  }),
  fault('refuse', 'Refuses with this event error code; the call is not processed.', {
    code: Type.Enum(CODES, { description: 'A documented event error code.' })
  }),
  fault('reset', 'Resets the connection; the call is not processed.', {}),
  fault('html', 'Answers 200 with an HTML page, as a proxy or portal would; the call is not processed.', {}),
  fault(
    'malformed',
    'Answers 200 with the right content type and a broken body; the call is not processed.',
    {}
  ),
  fault('answer', 'Answers exactly this; the call is not processed.', {
    status: Type.Integer({ minimum: 200, maximum: 599 }),
    contentType: Type.String({ pattern: '^[!-~][ -~]*$' }),
    body: Type.String()
  }),
  fault('endless-body', 'Answers 200 with a body that never ends; the call is not processed.', {}),
  fault('large-body', 'Answers 200 with a body of this many bytes; the call is not processed.', {
    bytes: Type.Integer({ minimum: 1, maximum: 1_073_741_824 })
  }),
  fault('lost-answer', 'Processes the call, then resets the connection instead of answering.', {}),
  fault('slow-body', 'Processes the call, then sends the answer one byte at a time, this far apart.', {
    ms: milliseconds
  }),
  fault('truncated-body', 'Processes the call, sends half of the answer and resets the connection.', {})
]);

/** A fault of any kind. */
export type Fault = Static<typeof FaultSchema>;
