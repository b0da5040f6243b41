import { type EventCode, meaningOf } from './event-codes.ts';

/** A call that ExpressPlay would refuse with an event error code. */
export class EventError extends Error {
  override readonly name = 'EventError';
  /** ExpressPlay's event error code. */
  readonly code: EventCode;

  /** @param detail what exactly is wrong; never a value of a secret parameter. */
  constructor(code: EventCode, detail?: string) {
    super(detail === undefined ? meaningOf(code) : `${meaningOf(code)}: ${detail}`);
    this.code = code;
  }
}
