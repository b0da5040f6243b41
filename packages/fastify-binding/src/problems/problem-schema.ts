import { deviceClasses } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { oneOf, timeOf } from '../http/schemas.ts';
import { type ProblemCode, problemTable, problemType } from './problem-table.ts';

const codes = Object.keys(problemTable) as ProblemCode[];

const DeviceConflictSchema = Type.Object({
  deviceId: Type.String(),
  name: Type.String(),
  class: oneOf(deviceClasses, 'What kind of device it is'),
  lastTokenAt: Type.Optional(timeOf('When it last got a token')),
  removable: Type.Boolean({ description: 'Whether the customer may remove it at once' }),
  nextAllowedAt: Type.Optional(
    timeOf('From when on the customer may remove it, or it frees its slot by itself; absent for never')
  )
});

export const ProblemJson = component(
  'Problem',
  Type.Object(
    {
      type: Type.String({ description: 'A stable URI for the kind of problem' }),
      title: Type.String({ description: 'What kind of problem it is; the same for every occurrence' }),
      status: Type.Integer({ description: 'The HTTP status' }),
      detail: Type.String({ description: 'What is wrong in this case, and what to do next' }),
      code: oneOf(codes, 'Stable, for programs'),
      requestId: Type.Optional(
        Type.String({ description: 'Names the request in the log of the service; always there in an answer' })
      ),
      errors: Type.Optional(
        Type.Array(
          Type.Object({
            path: Type.String({ description: 'The wrong member as a JSON pointer' }),
            message: Type.String()
          })
        )
      ),
      conflicts: Type.Optional(
        Type.Array(DeviceConflictSchema, { description: 'The devices that could make room' })
      ),
      nextAllowedAt: Type.Optional(timeOf('When the same request is allowed')),
      retryable: Type.Optional(
        Type.Boolean({ description: 'Whether the same request may succeed without a change' })
      ),
      upstream: Type.Optional(
        Type.Object(
          { code: Type.Integer(), message: Type.String() },
          { description: 'What ExpressPlay said: its event code and the meaning of it' }
        )
      )
    },
    {
      description: 'Why a request was refused (RFC 9457)',
      examples: [
        {
          type: problemType('not-entitled'),
          title: problemTable['not-entitled'].title,
          status: 403,
          detail: 'The account has no right to this content. Create an entitlement first.',
          code: 'not-entitled',
          requestId: 'req-1'
        }
      ]
    }
  )
);

export type ProblemJson = Static<typeof ProblemJson.schema>;

// What any call can be answered with, whatever it does.
const ofEveryCall = [
  'unauthenticated',
  'forbidden',
  'uri-too-long',
  'rate-limited',
  'internal',
  'unavailable'
] as const;

/**
 * The refusals of a route that only reads: those of every call, and the given ones.
 *
 * @example
 * response: { 200: answer(Device, 'The device'), ...readProblems('not-found') }
 */
export function readProblems(...codes: readonly ProblemCode[]) {
  return problemResponses(['validation', ...ofEveryCall, ...codes]);
}

/** The refusals of a route that takes a body, or might be sent one: those of {@link readProblems}, and those about the body. */
export function writeProblems(...codes: readonly ProblemCode[]) {
  return readProblems('payload-too-large', 'unsupported-media-type', ...codes);
}

/** One response per status; its description names the codes. */
export function problemResponses(expected: readonly ProblemCode[]) {
  const statuses = [...new Set(expected.map(code => problemTable[code].status))].sort();
  return Object.fromEntries(
    statuses.map(status => [
      status,
      problemResponse(expected.filter(code => problemTable[code].status === status))
    ])
  );
}

function problemResponse(expected: readonly ProblemCode[]) {
  return {
    description: expected.map(code => `\`${code}\`: ${problemTable[code].title}`).join('. '),
    content: { 'application/problem+json': { schema: ProblemJson.ref } }
  };
}
