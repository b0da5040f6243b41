import { parseJson } from '../errors/error-body.ts';
import { kidParameter } from '../parameters/content-key.ts';
import { freeText, hex } from '../parameters/kinds.ts';
import { type ParameterTable, parameter } from '../parameters/parameter.ts';

/** What may be written into a stored key. `k` needs the call's `kek`; `k` and `ek` exclude each other. */
export interface StoredKeyFields {
  /** The clear content key, 32 hex digits. It is wrapped by the call's `kek` and never stored. */
  k?: string;
  /** The wrapped content key, 48 hex digits. */
  ek?: string;
  /** Names the wrapping key; derived from it when left out (see `deriveKekId`). */
  kekId?: string;
  /** Free text. */
  info?: string;
  /** Free text; usually the name of the content. */
  contentId?: string;
  /** After this moment the key may be removed. */
  expiration?: Date | string;
}

/** A key to be stored; what is left out of `kid` and the key itself is generated. */
export interface NewStoredKey extends StoredKeyFields {
  /** 32 hex digits, or `^` and up to 64 characters. */
  kid?: string;
}

/** A key as key storage returns it: with `k` when the call had the `kek`, otherwise with `ek`. */
export interface StoredKey extends StoredKeyFields {
  /** 32 hex digits. */
  kid: string;
  /** After this moment the key may be removed; ISO 8601. */
  expiration?: string;
  /** When the key was last written; ISO 8601. */
  lastUpdate?: string;
}

/** A key's value: clear when the call had the `kek`. */
export type StoredKeyValue = { kind: 'clear'; value: string } | { kind: 'wrapped'; ek: string };

export const storedKeyParameters: ParameterTable<NewStoredKey> = {
  kid: kidParameter,
  k: hex('k', 32, -2027),
  ek: hex('ek', 48, -4024),
  kekId: freeText('kekId'),
  info: freeText('info'),
  contentId: freeText('contentId'),
  expiration: parameter('expiration', 'a Date or an ISO 8601 date-time', value => {
    const moment = new Date(value);
    return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
  })
};

/** Reads one key or several; `undefined` for anything else. In a list, `null` stands for a key that does not exist. */
export function parseStoredKeys(body: string): StoredKey[] | undefined {
  const json = parseJson(body);
  const found = Array.isArray(json) ? json.filter(key => key !== null) : [json];
  const keys = found.map(toStoredKey);
  return json !== undefined && keys.every(key => key !== undefined) ? keys : undefined;
}

/** Reads values as `GET …/value` returns them, a `#` before each wrapped one; `undefined` for anything else. */
export function parseStoredKeyValues(body: string): StoredKeyValue[] | undefined {
  const values = body.trim().split(',');
  if (!values.every(value => /^(?:[0-9a-fA-F]{32}|#[0-9a-fA-F]{48})$/.test(value))) return undefined;
  return values.map(value =>
    value.startsWith('#') ? { kind: 'wrapped', ek: value.slice(1) } : { kind: 'clear', value }
  );
}

function toStoredKey(json: unknown): StoredKey | undefined {
  const members = Object.entries(json ?? {}).filter(
    ([name, value]) => readable.includes(name) && typeof value === 'string'
  );
  const key: Partial<StoredKey> = Object.fromEntries(members);
  return isStoredKey(key) ? key : undefined;
}

function isStoredKey(key: Partial<StoredKey>): key is StoredKey {
  return key.kid !== undefined;
}

const readable = [...Object.keys(storedKeyParameters), 'lastUpdate'];
