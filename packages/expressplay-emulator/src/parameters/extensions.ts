import type { EventCode } from '../event-codes.ts';
import { EventError } from '../event-error.ts';
import { isBase64 } from './formats.ts';
import { all, first, type RequestParameters } from './parameters.ts';

/**
 * An extension in its short form, `type,payload` (e.g. `wudo,AAAAAA==`); it may repeat.
 *
 * @throws EventError `malformed` without a comma, -2036 for the type, -2037 for the payload.
 */
export function checkShortExtensions(
  parameters: RequestParameters,
  name: string,
  malformed: EventCode
): void {
  for (const extension of all(parameters, name)) {
    const [type, payload, ...others] = extension.split(',');
    if (type === undefined || payload === undefined || others.length > 0) throw new EventError(malformed);
    checkExtension(type, payload);
  }
}

/**
 * MS3's short form with a critical flag, `type,true|false,payload` (e.g. `wudo,false,AAAAAA==`).
 *
 * @throws EventError -2035 when a part is missing or the flag is neither, -2036, -2037.
 */
export function checkMs3Extension(parameters: RequestParameters): void {
  const extension = first(parameters, 'ms3Extension');
  if (extension === undefined) return;
  const [type, critical, payload, ...others] = extension.split(',');
  if (type === undefined || payload === undefined || others.length > 0) throw new EventError(-2035);
  checkCriticalFlag(critical);
  checkExtension(type, payload);
}

/**
 * An extension in its long form: `extensionType` with `extensionPayload`, and MS3's `extensionCriticalFlag`.
 *
 * @throws EventError -2035 when one is there without the other, -2036, -2037.
 */
export function checkLongExtension(parameters: RequestParameters): void {
  const type = first(parameters, 'extensionType');
  const payload = first(parameters, 'extensionPayload');
  const critical = first(parameters, 'extensionCriticalFlag');
  if (critical !== undefined) checkCriticalFlag(critical);
  if (type === undefined && payload === undefined) return;
  if (type === undefined || payload === undefined) throw new EventError(-2035);
  checkExtension(type, payload);
}

function checkExtension(type: string, payload: string): void {
  if (!/^[a-z]{4}$/i.test(type)) throw new EventError(-2036);
  if (!isBase64(payload)) throw new EventError(-2037);
}

function checkCriticalFlag(flag: string | undefined): void {
  if (flag !== 'true' && flag !== 'false') throw new EventError(-2035);
}
