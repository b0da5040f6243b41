import { type InputError, refuse } from './errors.ts';
import { type Drm, drms } from './model/drm.ts';

/** A text format. */
export interface TextFormat {
  /** A regular expression that matches the whole text. */
  readonly pattern: string;
  /** In Unicode code points. */
  readonly maxLength: number;
  /** For people. */
  readonly description: string;
}

const hex = (length: number, description: string): TextFormat => ({
  pattern: `^[0-9a-fA-F]{${length}}$`,
  maxLength: length,
  description: `${description}: ${length} hex characters`
});

// Visible at both ends and free of control characters: databases disagree on whether trailing blanks count. Free of lone
// surrogates, which no database stores as they are.
const excluded = '\\u0000-\\u001f\\u007f\\ud800-\\udfff';
const visible = `^[^\\s${excluded}]([^${excluded}]*[^\\s${excluded}])?$`;

const text = (maxLength: number, description: string): TextFormat => ({
  pattern: visible,
  maxLength,
  description: `${description}: 1 to ${maxLength} characters, no control characters, no blank at either end`
});

/** The formats of all text from outside; the REST API's schemas use them. */
export const formats = {
  accountId: text(128, "The operator's id of the account"),
  contentId: text(128, "The operator's id of the content"),
  title: text(200, 'Title'),
  deviceName: text(100, 'Name of the device'),
  reason: text(500, 'Reason'),
  orderId: text(128, "The operator's id of the sale"),
  apiKeyName: text(128, 'Name of the API key, the actor in the audit trail'),
  policyName: text(64, 'Name of the policy'),
  idempotencyKey: text(255, 'Idempotency key'),
  kid: {
    pattern: '^(?:[0-9a-fA-F]{32}|\\^[^\\u0000-\\u001f\\u007f]{1,64})$',
    maxLength: 65,
    description:
      'Key id: 32 hex characters, or ^ and a text of 1 to 64 characters that stands for the first 16 bytes of its SHA-1'
  },
  contentKey: hex(32, 'Content key'),
  keyEncryptionKey: hex(32, 'Key-encryption key'),
  wrappedKey: hex(48, 'Content key wrapped under RFC 3394'),
  iv: hex(32, 'Initialization vector')
} as const satisfies Record<string, TextFormat>;

function matches(format: TextFormat, value: string): boolean {
  return [...value].length <= format.maxLength && new RegExp(format.pattern, 'u').test(value);
}

/** Values by JSON pointer, each with its format; `undefined` is not checked. */
export type FormatChecks = Readonly<Record<string, readonly [TextFormat, string | undefined]>>;

/** Refuses with `validation` and names every wrong member. It never repeats a value, because it may be a secret. */
export function checkFormats(checks: FormatChecks): void {
  const errors: InputError[] = [];
  for (const [path, [format, value]] of Object.entries(checks))
    if (value !== undefined && !(typeof value === 'string' && matches(format, value)))
      errors.push({ path, message: `must be ${format.description}` });
  if (errors.length > 0) refuseInput(errors);
}

/** Refuses with `validation` unless it is the name of a DRM. */
export function checkDrm(drm: Drm): void {
  if (!drms.includes(drm)) refuseInput([{ path: '/drm', message: `must be one of ${drms.join(', ')}` }]);
}

/** Refuses with `validation`. */
export function refuseInput(errors: readonly InputError[]): never {
  const detail = errors.map(error => `${error.path || '/'} ${error.message}`).join('; ');
  refuse('validation', `${detail}.`, { errors });
}
