/** An answer as it came, whole. */
export interface Answer {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly body: string;
}

/** The answer is longer than a client of this API would ever read. */
export class AnswerTooLong extends Error {
  constructor(maxBytes: number) {
    super(`longer than ${maxBytes} bytes`);
  }
}

/**
 * The text of `body`, which is `announced` bytes long or, when that is NaN, not known to end. Reading stops, and the
 * connection is given up, at the first byte too many.
 */
export async function readText(body: Body, announced: number, maxBytes: number): Promise<string> {
  if (announced <= maxBytes) return body.text();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new AnswerTooLong(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

type Body = AsyncIterable<Buffer> & { text(): Promise<string> };
