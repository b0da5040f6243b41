import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const CHUNK = Buffer.alloc(16 * 1024, 'x');

/** A body that never ends; it is sent only as fast as the client reads. */
export function endlessBody(): Readable {
  return new Readable({
    read() {
      this.push(CHUNK);
    }
  });
}

/** A body of this many bytes, of no meaning. */
export function largeBody(bytes: number): Readable {
  let left = bytes;
  return new Readable({
    read() {
      const chunk = CHUNK.subarray(0, left);
      left -= chunk.length;
      this.push(chunk.length === 0 ? null : chunk);
    }
  });
}

/** The body one byte at a time. */
export function slowBody(body: Buffer, ms: number): Readable {
  return Readable.from(
    (async function* () {
      for (const byte of body) {
        await sleep(ms, undefined, { ref: false });
        yield Buffer.of(byte);
      }
    })()
  );
}

/** Half of the body, after which the connection breaks. */
export function truncatedBody(body: Buffer): Readable {
  return Readable.from(
    (async function* () {
      yield body.subarray(0, Math.ceil(body.length / 2));
      throw new Error('The truncated-body fault ends the connection here.');
    })()
  );
}
