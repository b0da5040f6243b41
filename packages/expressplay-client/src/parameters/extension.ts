import { ExpressPlayArgumentError } from '../errors/errors.ts';
import type { EventCode } from '../errors/event-codes.ts';
import { isBase64, isExtensionType } from './kinds.ts';
import { type Field, type Parameter, parameter } from './parameter.ts';

/** A DRM extension: a type of four characters, e.g. `wudo`, and a base64 payload, e.g. `AAAAAA==`. */
export interface Extension {
  /** Four letters or digits, e.g. `wudo`. */
  type: string;
  /** Base64, e.g. `AAAAAA==`. */
  payload: string;
}

/** A Marlin extension; a client that does not understand a critical one must not play. */
export interface CriticalExtension extends Extension {
  /** Whether a client that does not know the extension must refuse to play. */
  critical: boolean;
}

/** Extensions written as `type,payload`, one field each. */
export function extensions(
  name: string,
  ...eventCodes: readonly EventCode[]
): Parameter<readonly Extension[]> {
  const extension = parameter<Extension>(
    name,
    'four letters or digits as type and base64 as payload',
    ({ type, payload }) => (isExtensionType(type) && isBase64(payload) ? `${type},${payload}` : undefined),
    ...eventCodes
  );
  return {
    ...extension,
    rule: `an array of { type, payload }, with ${extension.rule}`,
    write(list, option): Field[] {
      if (!Array.isArray(list)) throw new ExpressPlayArgumentError(option, 'must be an array', eventCodes[0]);
      return list.flatMap((each: Extension, index) => extension.write(each ?? {}, `${option}[${index}]`));
    }
  };
}

/** One extension written as `type,critical,payload`. */
export function criticalExtension(
  name: string,
  ...eventCodes: readonly EventCode[]
): Parameter<CriticalExtension> {
  return parameter(
    name,
    '{ type, critical, payload }, with four letters or digits as type, true or false, and base64 as payload',
    extension => {
      const { type, critical, payload } = extension ?? {};
      const good = isExtensionType(type) && typeof critical === 'boolean' && isBase64(payload);
      return good ? `${type},${critical},${payload}` : undefined;
    },
    ...eventCodes
  );
}
