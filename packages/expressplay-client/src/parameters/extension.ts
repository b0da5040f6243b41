import { ExpressPlayArgumentError } from '../errors/errors.ts';
import type { EventCode } from '../errors/event-codes.ts';
import { isBase64, isExtensionType } from './kinds.ts';
import type { Field, Parameter } from './parameter.ts';

/** A DRM extension: a type of four characters, e.g. `wudo`, and a base64 payload, e.g. `AAAAAA==`. */
export interface Extension {
  type: string;
  payload: string;
}

/** Extensions written as `type,payload`, one field each. */
export function extensions(
  name: string,
  ...eventCodes: readonly EventCode[]
): Parameter<readonly Extension[]> {
  const rule = 'an array of { type, payload }, four letters or digits and base64';
  return {
    names: [name],
    rule,
    eventCodes,
    required: false,
    write(list, option) {
      if (!Array.isArray(list)) throw new ExpressPlayArgumentError(option, `must be ${rule}`, eventCodes[0]);
      return list.map((extension: Extension, index): Field => {
        const { type, payload } = extension ?? {};
        if (!isExtensionType(type) || !isBase64(payload)) {
          throw new ExpressPlayArgumentError(`${option}[${index}]`, `must be ${rule}`, eventCodes[0]);
        }
        return [name, `${type},${payload}`];
      });
    }
  };
}
