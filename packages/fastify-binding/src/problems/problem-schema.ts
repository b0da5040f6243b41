import { deviceClasses, judgedRules } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { oneOf, timeOf } from '../http/schemas.ts';
import { type ProblemCode, problemTable } from './problem-table.ts';

const codes = Object.keys(problemTable) as ProblemCode[];

const DeviceConflictSchema = Type.Object({
  deviceId: Type.String({ description: 'The id of the device' }),
  name: Type.String({ description: 'The name of the device' }),
  class: oneOf(deviceClasses, 'What kind of device it is'),
  lastTokenAt: Type.Optional(timeOf('When it last got a token')),
  removable: Type.Boolean({ description: 'Whether the customer may remove it at once' }),
  nextAllowedAt: Type.Optional(
    timeOf('When the customer may remove it, or it loses its slot by itself; absent when never')
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
        Type.String({
          description: 'Identifies the request in the log of the service; present in every answer'
        })
      ),
      errors: Type.Optional(
        Type.Array(
          Type.Object({
            path: Type.String({ description: 'The wrong member as a JSON pointer' }),
            message: Type.String({ description: 'What is wrong with it' })
          }),
          { description: 'The members of the request that are wrong' }
        )
      ),
      conflicts: Type.Optional(
        Type.Array(DeviceConflictSchema, { description: 'The devices that could make room' })
      ),
      reasoning: Type.Optional(
        Type.Array(
          Type.Object({
            rule: oneOf(judgedRules, 'The member of the policy'),
            passed: Type.Boolean({ description: 'Whether the rule lets the device in' }),
            detail: Type.String({ description: 'The numbers behind it' })
          }),
          { description: 'The rules that led to the refusal of a device, in order; the last one refused' }
        )
      ),
      nextAllowedAt: Type.Optional(timeOf('When the same request is allowed')),
      retryable: Type.Optional(
        Type.Boolean({ description: 'Whether the same request may succeed without a change' })
      ),
      upstream: Type.Optional(
        Type.Object(
          {
            code: Type.Integer({ description: 'The event code, e.g. -7002' }),
            message: Type.String({ description: 'The meaning of the code' })
          },
          { description: "ExpressPlay's event code and its meaning" }
        )
      )
    },
    { description: 'Why a request was refused (RFC 9457)' }
  )
);

export type ProblemJson = Static<typeof ProblemJson.schema>;

/**
 * The codes of a problem response. `completeDocument` turns them into a type and examples of the response; the route itself
 * needs neither.
 */
export const problemCodes = 'x-problem-codes';

/** The refusals of a use case, as binding-core exports them. */
export type Refusals = readonly ProblemCode[];

/**
 * The problem responses of a route that has no body: those of every call, and those of the use cases.
 *
 * @example
 * response: { 200: answer(DeviceJson, 'The device'), ...readProblems(readDeviceRefusals) }
 */
export function readProblems(...refusals: readonly Refusals[]) {
  return problemResponses(
    ['validation', 'unauthenticated', 'forbidden', 'uri-too-long', 'rate-limited', 'internal', 'unavailable'],
    ...refusals
  );
}

/** The problem responses of a route that may have a body: those of {@link readProblems}, and those about the body. */
export function writeProblems(...refusals: readonly Refusals[]) {
  return readProblems(['payload-too-large', 'unsupported-media-type'], ...refusals);
}

/** One response per status; its description names the codes. */
export function problemResponses(...refusals: readonly Refusals[]) {
  const byStatus = Map.groupBy(new Set(refusals.flat()), code => problemTable[code].status);
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, problemResponse(codes)]));
}

function problemResponse(codes: Refusals) {
  return {
    description: codes.map(code => `\`${code}\`: ${problemTable[code].title}`).join('. '),
    content: { 'application/problem+json': { schema: ProblemJson.ref, [problemCodes]: codes } }
  };
}
