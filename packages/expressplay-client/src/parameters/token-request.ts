import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { type ExtraParameters, extraFields } from './extra.ts';
import {
  type Field,
  type FieldWriter,
  fieldWriter,
  type Parameter,
  type ParameterTable
} from './parameter.ts';

/** The options of a token request, and `parameters` for what this client has no option for. */
export type TokenRequest<Options extends object> = Options & { parameters?: ExtraParameters };

/** A token request with the options of one key at top level, or with several keys in `keys`. */
export type KeyedTokenRequest<Options extends object, Key extends object> = TokenRequest<Options> &
  ((Key & { keys?: never }) | ({ keys: readonly Key[] } & { [Option in keyof Key]?: never }));

/** Writes a token request, without the fields that are the client's (authenticator, error format, useHttps). */
export type TokenWriter<Request> = (request: Request) => readonly Field[];

export function tokenWriter<Options extends object>(
  table: ParameterTable<Options>
): TokenWriter<TokenRequest<Options>> {
  const write = fieldWriter<object>(table);
  const owned = namesOf(table);
  return request => {
    const { parameters, ...options } = objectOf(request);
    return withExtra(write(options), parameters, owned);
  };
}

export function keyedTokenWriter<Options extends object, Key extends object>(
  table: ParameterTable<Options>,
  keyTable: ParameterTable<Key>
): TokenWriter<KeyedTokenRequest<Options, Key>> {
  const writeOneKey = fieldWriter<object>({ ...table, ...keyTable });
  const write = fieldWriter<object>(table);
  const writeKey = fieldWriter(keyTable);
  const owned = namesOf(table, keyTable);
  return request => {
    const { keys, parameters, ...options } = objectOf(request);
    const fields =
      keys === undefined ? writeOneKey(options) : [...write(options), ...indexed(keys, writeKey)];
    return withExtra(fields, parameters, owned);
  };
}

/** `kid.0`, `contentKey.0`, `kid.1`, …: the names that published requests for several keys have. */
function indexed<Key extends object>(keys: readonly Key[], writeKey: FieldWriter<Key>): Field[] {
  if (!Array.isArray(keys) || keys.length === 0) {
    throw new ExpressPlayArgumentError('keys', 'must be an array of at least one key');
  }
  return keys.flatMap((key: Key, index) =>
    writeKey(key, `keys[${index}].`).map(([name, value]): Field => [`${name}.${index}`, value])
  );
}

function withExtra(
  fields: readonly Field[],
  extra: ExtraParameters | undefined,
  owned: ReadonlySet<string>
): readonly Field[] {
  return extra === undefined ? fields : [...fields, ...extraFields(extra, owned)];
}

/** The names on the wire of all options of these tables. */
function namesOf(...tables: readonly object[]): ReadonlySet<string> {
  const parameters = tables.flatMap(table => Object.values<Parameter<never>>(table as never));
  return new Set(parameters.flatMap(({ names }) => names));
}

function objectOf<Request>(request: Request): Request {
  if (typeof request === 'object' && request !== null) return request;
  throw new ExpressPlayArgumentError('request', 'must be an object');
}
