import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { isText } from './kinds.ts';
import type { Field } from './parameter.ts';

/**
 * Parameters that ExpressPlay knows and this client has no option for, sent as they are. An array repeats the name.
 * They cannot replace what an option or the client itself writes.
 */
export type ExtraParameters = Readonly<Record<string, string | readonly string[]>>;

/** @throws {ExpressPlayArgumentError} for an empty value, an odd name, or a name that `fields` already has */
export function extraFields(extra: ExtraParameters, fields: readonly Field[]): Field[] {
  if (typeof extra !== 'object' || extra === null) {
    throw new ExpressPlayArgumentError('parameters', 'must be an object');
  }
  const taken = new Set([...reserved, ...fields.map(([name]) => name)]);
  return Object.entries(extra).flatMap(([name, value]) => {
    const option = `parameters.${name}`;
    if (!/^[\w.-]+$/.test(name)) throw new ExpressPlayArgumentError(option, 'is not the name of a parameter');
    if (taken.has(name)) throw new ExpressPlayArgumentError(option, 'is written by the client already');
    return [value].flat().map((one): Field => {
      if (!isText(one)) throw new ExpressPlayArgumentError(option, 'must be text that is not empty');
      return [name, one];
    });
  });
}

const reserved = ['customerAuthenticator', 'errorFormat', 'useHttps'];
