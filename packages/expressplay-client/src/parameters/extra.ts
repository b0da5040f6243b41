import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { isText } from './kinds.ts';
import type { Field } from './parameter.ts';

/**
 * Parameters that ExpressPlay knows and this client has no option for, sent as they are. An array repeats the name.
 * They cannot replace what an option or the client itself writes: a name that belongs to an option is refused.
 */
export type ExtraParameters = Readonly<Record<string, string | readonly string[]>>;

/**
 * @param owned the names on the wire that the options of the request write
 * @throws {ExpressPlayArgumentError} for an empty value, a name with unusual characters, or a name that an option owns
 */
export function extraFields(extra: ExtraParameters, owned: ReadonlySet<string>): Field[] {
  if (typeof extra !== 'object' || extra === null) {
    throw new ExpressPlayArgumentError('parameters', 'must be an object');
  }
  return Object.entries(extra).flatMap(([name, value]) => {
    const option = `parameters.${name}`;
    if (!/^[\w.-]+$/.test(name)) throw new ExpressPlayArgumentError(option, 'is not the name of a parameter');
    if (reserved.includes(name))
      throw new ExpressPlayArgumentError(option, 'is written by the client itself');
    // `kid.1` belongs to the option that writes `kid`.
    if (owned.has(name) || owned.has(name.replace(/\.\d+$/, '')))
      throw new ExpressPlayArgumentError(option, 'is written by an option of this request: use the option');
    return [value].flat().map((one): Field => {
      if (!isText(one)) throw new ExpressPlayArgumentError(option, 'must be text that is not empty');
      return [name, one];
    });
  });
}

const reserved = ['customerAuthenticator', 'errorFormat', 'useHttps'];
