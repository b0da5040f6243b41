import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { type ExtraParameters, extraFields } from './extra.ts';
import { type Field, type ParameterTable, writeFields } from './parameter.ts';

/** The options of a token request, and what this client has no option for. */
export type TokenRequest<Options extends object> = Options & { parameters?: ExtraParameters };

/** A token request with one key's options beside the others, or with several keys in `keys`. */
export type KeyedTokenRequest<Options extends object, Key extends object> = TokenRequest<Options> &
  ((Key & { keys?: never }) | ({ keys: readonly Key[] } & { [Option in keyof Key]?: never }));

/** The fields of a token request, without those that are the client's (authenticator, error format, useHttps). */
export function tokenFields<Options extends object>(
  table: ParameterTable<Options>,
  request: TokenRequest<Options>
): readonly Field[] {
  const { parameters, ...options } = objectOf(request);
  return withExtra(writeFields<object>(table, options), parameters);
}

/** The fields of a token request that may have several keys. */
export function keyedTokenFields<Options extends object, Key extends object>(
  table: ParameterTable<Options>,
  keyTable: ParameterTable<Key>,
  request: KeyedTokenRequest<Options, Key>
): readonly Field[] {
  const { keys, parameters, ...options } = objectOf(request);
  const fields =
    keys === undefined
      ? writeFields<object>({ ...table, ...keyTable }, options)
      : [...writeFields<object>(table, options), ...indexedFields(keyTable, keys)];
  return withExtra(fields, parameters);
}

/** `kid.0`, `contentKey.0`, `kid.1`, …: the names that published requests for several keys have. */
function indexedFields<Key extends object>(table: ParameterTable<Key>, keys: readonly Key[]): Field[] {
  if (!Array.isArray(keys) || keys.length === 0) {
    throw new ExpressPlayArgumentError('keys', 'must be an array of at least one key');
  }
  return keys.flatMap((key: Key, index) =>
    writeFields(table, key, `keys[${index}].`).map(([name, value]): Field => [`${name}.${index}`, value])
  );
}

function withExtra(fields: readonly Field[], extra: ExtraParameters | undefined): readonly Field[] {
  return extra === undefined ? fields : [...fields, ...extraFields(extra, fields)];
}

function objectOf<Request>(request: Request): Request {
  if (typeof request === 'object' && request !== null) return request;
  throw new ExpressPlayArgumentError('request', 'must be an object');
}
