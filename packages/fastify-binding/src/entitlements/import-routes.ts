import { Readable } from 'node:stream';
import type { Caller } from '@expressplay-binding/binding-core';
import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import { Type } from 'typebox';
import { callerOf } from '../http/caller.ts';
import { inputErrors, invalidInput, invalidMember } from '../http/input-errors.ts';
import type { Routes } from '../http/resource.ts';
import { problemOfError, type Refusal, toProblemDocument } from '../problems/problem-document.ts';
import { writeProblems } from '../problems/problem-schema.ts';
import { type ImportEntitlement, ImportEntitlementSchema, ImportedLineJson } from './schemas.ts';
import { inputOf } from './terms.ts';

const mediaType = 'application/x-ndjson';

// In bytes: about 20,000 lines.
const bodyLimit = 4_194_304;

/** Lines that are booked at the same time, so that they can share a commit. */
const batchSize = 50;

/** Books many entitlements by one request. */
export const entitlementImportRoutes: Routes = async (app, { binding }) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(mediaType, { parseAs: 'string', bodyLimit }, (_request, body, done) =>
    done(null, body)
  );

  app.post(
    '/entitlements/imports',
    {
      bodyLimit,
      config: { scope: 'entitlements:write' },
      schema: {
        operationId: 'importEntitlements',
        summary: 'Import entitlements',
        description:
          'For operators who migrate. The body has one JSON object per line: the members of a `CreateEntitlement`, `accountId`, and `orderId` is required. It has at most 4 MiB, about 20,000 lines. ' +
          'Each line is booked by itself and answered by a line in the same order, an `ImportedLine`: with the id of the entitlement, or ' +
          'with the problem. A line that fails does not stop the others. Send an import again after an interruption: an order id is booked once.',
        body: {
          content: {
            [mediaType]: {
              schema: Type.String({
                description: 'Lines of JSON; empty ones are skipped',
                examples: [
                  '{"accountId":"ada","contentId":"film-1","kind":"purchase","orderId":"order-4711"}\n' +
                    '{"accountId":"grace","contentId":"film-2","kind":"purchase","orderId":"order-4712"}\n'
                ]
              })
            }
          }
        },
        response: {
          200: {
            description: 'A line for each line of the request',
            content: {
              [mediaType]: { schema: ImportedLineJson.ref }
            }
          },
          ...writeProblems()
        }
      }
    },
    async (request, reply) => {
      const validate = request.compileValidationSchema(ImportEntitlementSchema, 'body');
      const caller = callerOf(request);

      async function book(line: Line): Promise<ImportedLineJson> {
        try {
          const wanted: unknown = parse(line.text);
          if (!validate(wanted))
            throw invalidInput(
              inputErrors((validate.errors ?? []) as FastifySchemaValidationError[], 'body')
            );
          const { entitlementId } = await bookLine(wanted as ImportEntitlement, caller);
          return { line: line.number, entitlementId };
        } catch (error) {
          const { refusal } = problemOfError(error);
          if (refusal.code !== 'internal') return { line: line.number, problem: toProblemDocument(refusal) };
          request.log.error({ err: error }, 'a line of an import failed');
          return { line: line.number, problem: toProblemDocument(notNow) };
        }
      }

      const answers = Readable.from(answersTo((request.body ?? '') as string, book));
      return reply.type(mediaType).send(answers as never);
    }
  );

  const bookLine = ({ accountId, ...wanted }: ImportEntitlement, caller: Caller) =>
    binding.createEntitlement({ accountId, ...inputOf(wanted) }, caller);
};

/** The status of the answer was sent before the lines, so a fault can only be told in its line. */
const notNow: Refusal = {
  code: 'unavailable',
  detail: 'The line could not be booked now. Send it again; its order id keeps it from being booked twice.',
  retryable: true
};

interface Line {
  readonly number: number;
  readonly text: string;
}

/** The answers as lines. The next lines are booked when the client has taken the answers to the ones before. */
async function* answersTo(body: string, book: (line: Line) => Promise<ImportedLineJson>) {
  let batch: Line[] = [];
  for (const line of linesOf(body)) {
    batch.push(line);
    if (batch.length < batchSize) continue;
    yield await bookAll(batch, book);
    batch = [];
  }
  if (batch.length > 0) yield await bookAll(batch, book);
}

async function bookAll(batch: readonly Line[], book: (line: Line) => Promise<ImportedLineJson>) {
  const answers = await Promise.all(batch.map(book));
  return answers.map(answer => `${JSON.stringify(answer)}\n`).join('');
}

/** The lines that are not empty, one at a time, with their numbers from 1. */
function* linesOf(body: string): Generator<Line> {
  let start = 0;
  for (let number = 1; start < body.length; number += 1) {
    const end = body.indexOf('\n', start);
    const text = body.slice(start, end === -1 ? undefined : end);
    if (text.trim() !== '') yield { number, text };
    if (end === -1) return;
    start = end + 1;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidMember('', 'is not valid JSON');
  }
}
