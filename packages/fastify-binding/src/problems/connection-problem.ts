import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { toProblemDocument } from './problem-document.ts';
import { type ProblemCode, problemTable } from './problem-table.ts';

/** Answers bytes that are not HTTP, requests that are too slow and headers that are too large. Closes the connection. */
export function connectionProblem(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerTo(codeOf(error.code)));
  socket.destroy(error);
}

function codeOf(errorCode: string | undefined): ProblemCode {
  if (errorCode === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-timeout';
  if (errorCode === 'HPE_HEADER_OVERFLOW') return 'headers-too-large';
  return 'validation';
}

function answerTo(code: ProblemCode): string {
  const { status, title, remedy } = problemTable[code];
  const detail = code === 'validation' ? 'This is not valid HTTP.' : `${title}. ${remedy}`;
  const body = JSON.stringify(toProblemDocument({ code, detail }));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body
  ].join('\r\n');
}
