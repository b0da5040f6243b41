import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import type { Caller, Parts } from '../context.ts';
import { BindingError, refuse } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import { newId } from '../ids.ts';
import { day, second, type Timestamp } from '../model/time.ts';
import type { AccountUnit, IdempotencyRecord } from '../ports/store.ts';

/** Stores the answer under the client's key, in the unit that writes what the answer is about: both are stored, or neither. */
export type KeepAnswer<T> = (unit: AccountUnit, answer: T) => Promise<void>;

/** The codes that an `Idempotency-Key` may be refused with, next to `validation`. */
export const idempotencyRefusals = ['idempotency-in-flight', 'idempotency-key-reused'] as const;

/** How long an answer is returned again, counted from the end of the hold of its attempt. */
export const idempotencyRetention = day;

/** A request that runs once per `Idempotency-Key`. */
export interface Once<T> {
  /** The account that the key belongs to. */
  readonly accountId: string;
  /** The use case and its input. The order of members does not matter. */
  readonly request: unknown;
  /**
   * Whether a stored answer may be returned again. It refuses as the use case would refuse now. If it returns false, the key is
   * free and the request runs again. Default: always.
   */
  readonly isGood?:
    | ((unit: AccountUnit, answer: T, now: Timestamp) => Promise<boolean> | boolean)
    | undefined;
}

/**
 * Runs `work` once per `Idempotency-Key`: a retry with the same key and input gets the stored answer. A refusal stores no
 * answer, so that a retry may succeed. If an attempt dies, its key is free again after `idempotencyHold` seconds; if it was only
 * slow, its unit fails because another attempt holds the key.
 */
export async function idempotently<T>(
  parts: Parts,
  caller: Caller,
  { accountId, request, isGood = () => true }: Once<T>,
  work: (keepAnswer: KeepAnswer<T>) => Promise<T>
): Promise<T> {
  const { idempotencyKey, keySpace = 'backend' } = caller;
  if (idempotencyKey === undefined) return work(async () => {});
  checkFormats({ '/Idempotency-Key': [formats.idempotencyKey, idempotencyKey] });

  const now = parts.clock();
  const key = hashOf([keySpace, idempotencyKey]);
  const mine: IdempotencyRecord = {
    accountId,
    key,
    fingerprint: hashOf(request),
    attempt: newId('att', now, parts.randomBytes),
    heldUntil: now + parts.settings.idempotencyHold * second
  };

  const claim = async (unit: AccountUnit): Promise<{ readonly answer: T } | undefined> => {
    const existing = await findLasting(unit, mine, now);
    if (existing && existing.fingerprint !== mine.fingerprint)
      refuse(
        'idempotency-key-reused',
        'This Idempotency-Key was used for another request. Use a new key for every new request.'
      );
    if (existing?.answer !== undefined) {
      const answer = JSON.parse(existing.answer) as T;
      if (await isGood(unit, answer, now)) return { answer };
    } else if (existing && existing.heldUntil > now) refuseInFlight(parts);
    await unit.saveIdempotencyRecord(mine);
    return undefined;
  };
  const kept = await parts.store.inAccount(accountId, now, claim);
  if (kept) {
    caller.onReplay?.();
    return kept.answer;
  }

  try {
    return await work(async (unit, answer) => {
      const held = await unit.findIdempotencyRecord(accountId, key);
      if (held?.attempt !== mine.attempt) refuseInFlight(parts);
      await unit.saveIdempotencyRecord({ ...mine, answer: JSON.stringify(answer) });
    });
  } catch (error) {
    // If the key cannot be released, it is free when its hold ends. The caller has to learn why the work failed.
    const released = parts.store
      .inAccount(accountId, parts.clock(), unit => release(unit, mine))
      .catch(() => {});
    // After a refusal a retry must find the key free. If the store failed, a second wait for it would only delay the answer.
    if (error instanceof BindingError) await released;
    throw error;
  }
}

/** The record of the key, unless its age has ended and only the purge has not come yet. */
async function findLasting(
  unit: AccountUnit,
  { accountId, key }: IdempotencyRecord,
  now: Timestamp
): Promise<IdempotencyRecord | undefined> {
  const record = await unit.findIdempotencyRecord(accountId, key);
  return record && record.heldUntil + idempotencyRetention > now ? record : undefined;
}

function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(stringify(value) ?? '')
    .digest('hex');
}

async function release(unit: AccountUnit, record: IdempotencyRecord): Promise<void> {
  const held = await unit.findIdempotencyRecord(record.accountId, record.key);
  if (held?.attempt === record.attempt && held.answer === undefined)
    await unit.deleteIdempotencyRecord(record.accountId, record.key);
}

function refuseInFlight(parts: Parts): never {
  refuse(
    'idempotency-in-flight',
    'A request with this Idempotency-Key is still running. Send it again in a few seconds.',
    { retryable: true, retryAfter: Math.min(5, parts.settings.idempotencyHold) }
  );
}
