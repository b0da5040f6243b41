import { createHash } from 'node:crypto';
import { auditRecord } from '../audit.ts';
import type { Caller, Parts } from '../context.ts';
import { type InputError, refuse } from '../errors.ts';
import { checkFormats, formats, refuseInput } from '../formats.ts';
import { newId } from '../ids.ts';
import { type ApiKey, type ApiKeyGrant, apiKeyState } from '../model/api-key.ts';
import { minute, second, type Timestamp, toRfc3339 } from '../model/time.ts';
import { isInNetworks, isNetwork } from './networks.ts';

/** What the use cases of API keys need: neither ExpressPlay nor settings. */
export type ApiKeyParts = Pick<Parts, 'store' | 'clock' | 'randomBytes'>;

/** Who makes API keys for others. */
export interface ApiKeyIssuer extends Caller {
  /** What the caller may do itself: it cannot grant more. */
  readonly scopes: readonly string[];
}

/** A new API key as it is asked for. */
export interface CreateApiKey {
  /** The actor in the audit trail, 1 to 128 characters. */
  readonly name: string;
  /** What the key may do, 1 to 100 scopes. */
  readonly scopes: readonly string[];
  /** From when on it is refused. Default never. */
  readonly expiresAt?: Timestamp | undefined;
  /** The addresses that it may be used from, 1 to 50 addresses or CIDR networks. Default everywhere. */
  readonly allowedNetworks?: readonly string[] | undefined;
}

/** A key that was just made. */
export interface IssuedApiKey {
  /** As it is stored. */
  readonly key: ApiKey;
  /** The secret, which nobody can read again: `epb_` and 43 characters of base64url. */
  readonly apiKey: string;
}

/** How a key is rotated. */
export interface RotateApiKey {
  /** The key that is replaced, `key_…`. */
  readonly keyId: string;
  /** How long it goes on to be accepted, in seconds, 0 to 30 days. Default a day. */
  readonly graceSeconds?: number | undefined;
  /** From when on the new key is refused. Default as long after the rotation as the old key was made for, or never. */
  readonly expiresAt?: Timestamp | undefined;
}

/** The largest values of API keys; the REST API's schemas use them. */
export const apiKeyLimits = {
  /** Of the number of scopes. */
  scopes: { minimum: 1, maximum: 100 },
  /** Of the number of allowed networks. */
  networks: { minimum: 1, maximum: 50 },
  /** Of `graceSeconds`: up to 30 days. */
  graceSeconds: { minimum: 0, maximum: 2_592_000 }
} as const;

/** Seconds that a rotated key is accepted for, unless the caller says otherwise. */
export const defaultGraceSeconds = 86_400;

/** The codes that {@link createApiKey} may refuse with. */
export const createApiKeyRefusals = ['validation', 'scope-not-held'] as const;

/** Makes an API key. */
export async function createApiKey(
  parts: ApiKeyParts,
  input: CreateApiKey,
  issuer: ApiKeyIssuer
): Promise<IssuedApiKey> {
  const now = parts.clock();
  checkApiKey(input, now);
  refuseScopesNotHeld(input.scopes, issuer);
  const issued = newApiKey(parts, input, now);
  await parts.store.insertApiKey(issued.key, hashOf(issued.apiKey), () =>
    auditRecord(parts, issuer, {
      action: 'api-key.created',
      subject: issued.key.keyId,
      after: factsOf(issued.key)
    })
  );
  return issued;
}

/** The codes that {@link rotateApiKey} may refuse with. */
export const rotateApiKeyRefusals = ['validation', 'not-found', 'api-key-ended', 'scope-not-held'] as const;

/**
 * Makes a key with the same name, scopes and networks. The old one is accepted for a grace time, so that clients can change to
 * the new one without a gap.
 */
export async function rotateApiKey(
  parts: ApiKeyParts,
  { keyId, graceSeconds = defaultGraceSeconds, expiresAt }: RotateApiKey,
  issuer: ApiKeyIssuer
): Promise<IssuedApiKey> {
  const now = parts.clock();
  const { minimum, maximum } = apiKeyLimits.graceSeconds;
  if (!(Number.isInteger(graceSeconds) && graceSeconds >= minimum && graceSeconds <= maximum))
    refuseInput([{ path: '/graceSeconds', message: `must be a whole number from ${minimum} to ${maximum}` }]);
  checkExpiry(expiresAt, now);
  const old = await findApiKey(parts, keyId);
  if (apiKeyState(old, now) !== 'active') refuseEnded();
  // Whoever rotates a key learns the new one.
  refuseScopesNotHeld(old.scopes, issuer);

  const lifetime = old.expiresAt === undefined ? undefined : old.expiresAt - old.createdAt;
  const successor = newApiKey(
    parts,
    { ...old, expiresAt: expiresAt ?? (lifetime === undefined ? undefined : now + lifetime) },
    now
  );
  const graceEnd = now + graceSeconds * second;
  const oldExpiresAt = old.expiresAt === undefined ? graceEnd : Math.min(old.expiresAt, graceEnd);
  const after = factsOf({ ...old, expiresAt: oldExpiresAt, replacedBy: successor.key.keyId });
  const rotated = await parts.store.replaceApiKey(
    { keyId, expiresAt: oldExpiresAt },
    successor.key,
    hashOf(successor.apiKey),
    () =>
      auditRecord(parts, issuer, { action: 'api-key.rotated', subject: keyId, before: factsOf(old), after })
  );
  if (!rotated) refuseEnded();
  return successor;
}

/** The codes that {@link revokeApiKey} may refuse with. */
export const revokeApiKeyRefusals = ['not-found'] as const;

/** Revokes a key. Returns whether it was not revoked before; revoking it again changes nothing. */
export async function revokeApiKey(parts: ApiKeyParts, keyId: string, caller: Caller): Promise<boolean> {
  const key = await findApiKey(parts, keyId);
  const now = parts.clock();
  const after = factsOf({ ...key, revokedAt: now });
  return parts.store.revokeApiKey(keyId, now, () =>
    auditRecord(parts, caller, { action: 'api-key.revoked', subject: keyId, before: factsOf(key), after })
  );
}

/**
 * Finds whose API key it is; `undefined` if it is unknown, revoked, expired or used from an address that it is not allowed from.
 *
 * The key itself is never compared: its SHA-256 is looked up in an index, and nobody can choose a key whose hash shares a prefix
 * with that of another. So the time of the answer says nothing about any other key.
 */
export async function authenticateApiKey(
  { store, clock }: ApiKeyParts,
  apiKey: string,
  address: string
): Promise<ApiKeyGrant | undefined> {
  const grant = await store.findApiKeyGrant(hashOf(apiKey));
  if (!grant || apiKeyState(grant, clock()) !== 'active') return undefined;
  if (grant.allowedNetworks && !isInNetworks(address, grant.allowedNetworks)) return undefined;
  return grant;
}

/** Whether the key exists, is not revoked and has not expired. */
export async function isApiKeyActive({ store, clock }: ApiKeyParts, keyId: string): Promise<boolean> {
  const key = await store.findApiKey(keyId);
  return key !== undefined && apiKeyState(key, clock()) === 'active';
}

/** Stores that the key is in use, at most once a minute over all processes. */
export async function recordApiKeyUse({ store, clock }: ApiKeyParts, keyId: string): Promise<void> {
  const now = clock();
  await store.recordApiKeyUse(keyId, now, now - minute);
}

async function findApiKey({ store }: ApiKeyParts, keyId: string): Promise<ApiKey> {
  const key = await store.findApiKey(keyId);
  return key ?? refuse('not-found', `There is no API key ${JSON.stringify(keyId)}.`);
}

function newApiKey({ randomBytes }: ApiKeyParts, input: CreateApiKey, now: Timestamp): IssuedApiKey {
  const { name, scopes, allowedNetworks, expiresAt } = input;
  const keyId = newId('key', now, randomBytes);
  return {
    key: { keyId, name, scopes, allowedNetworks, createdAt: now, expiresAt },
    // 256 random bits after a prefix that people and secret scanners recognize.
    apiKey: `epb_${Buffer.from(randomBytes(32)).toString('base64url')}`
  };
}

/** Keys are random: a slow hash would not make them safer. */
function hashOf(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex');
}

/** What the audit trail says of a key. */
function factsOf(key: ApiKey) {
  const { name, scopes, allowedNetworks, expiresAt, revokedAt, replacedBy } = key;
  return {
    name,
    scopes,
    ...(allowedNetworks && { allowedNetworks }),
    ...(expiresAt !== undefined && { expiresAt: toRfc3339(expiresAt) }),
    ...(revokedAt !== undefined && { revokedAt: toRfc3339(revokedAt) }),
    ...(replacedBy !== undefined && { replacedBy })
  };
}

function checkApiKey({ name, scopes, expiresAt, allowedNetworks }: CreateApiKey, now: Timestamp): void {
  checkFormats({ '/name': [formats.apiKeyName, name] });
  const errors: InputError[] = [];
  if (isReserved(name))
    errors.push({
      path: '/name',
      message: 'must not stand for the service itself, for staff or for a browser'
    });
  const counted = (path: string, count: number, limits: { minimum: number; maximum: number }) => {
    if (count < limits.minimum || count > limits.maximum)
      errors.push({ path, message: `must have ${limits.minimum} to ${limits.maximum} items` });
  };
  counted('/scopes', new Set(scopes).size, apiKeyLimits.scopes);
  if (allowedNetworks) counted('/allowedNetworks', allowedNetworks.length, apiKeyLimits.networks);
  for (const [index, network] of allowedNetworks?.entries() ?? [])
    if (!isNetwork(network))
      errors.push({
        path: `/allowedNetworks/${index}`,
        message: 'must be an IP address or a network such as 10.0.0.0/8'
      });
  if (errors.length > 0) refuseInput(errors);
  checkExpiry(expiresAt, now);
}

function checkExpiry(expiresAt: Timestamp | undefined, now: Timestamp): void {
  if (expiresAt !== undefined && !(expiresAt > now))
    refuseInput([{ path: '/expiresAt', message: 'must be in the future' }]);
}

/** The names of the audit trail that nobody with a key has: parts of the service, staff and browsers. */
function isReserved(name: string): boolean {
  return /^(worker|bootstrap|command line|sees|policy|selftest|(staff:|browser ).*)$/i.test(name);
}

function refuseScopesNotHeld(wanted: readonly string[], { scopes }: ApiKeyIssuer): void {
  const missing = wanted.filter(scope => !scopes.includes(scope));
  if (missing.length > 0)
    refuse(
      'scope-not-held',
      `You cannot hand on ${missing.join(', ')}, which you may not use yourself. Ask somebody who may.`
    );
}

function refuseEnded(): never {
  return refuse('api-key-ended', 'This API key was revoked or has expired. Make a new one.');
}
