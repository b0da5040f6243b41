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

/** The text of `body`; reading stops, and the connection is given up, at the first byte too many. */
export async function readText(body: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new AnswerTooLong(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
