import { createHash } from 'node:crypto';
import type { Caller, Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import { newId } from '../ids.ts';
import { second } from '../model/time.ts';
import type { AccountUnit, IdempotencyRecord } from '../ports/store.ts';

/** Stores the answer under the client's key, in the unit that writes what the answer is about: both are stored, or neither. */
export type KeepAnswer<T> = (unit: AccountUnit, answer: T) => Promise<void>;

/** The codes that an `Idempotency-Key` may be refused with, next to `validation`. */
export const idempotencyRefusals = ['idempotency-in-flight', 'idempotency-key-reused'] as const;

/**
 * Runs `work` once per `Idempotency-Key`: a retry with the same key and input gets the stored answer. A refusal stores no
 * answer, so that a retry may succeed. If an attempt dies, its key is free again after `idempotencyHold` seconds; if it was only
 * slow, its unit fails because another attempt holds the key.
 */
export async function idempotently<T>(
  parts: Parts,
  caller: Caller,
  { accountId, request }: { readonly accountId: string; readonly request: unknown },
  work: (keepAnswer: KeepAnswer<T>) => Promise<T>
): Promise<T> {
  const key = caller.idempotencyKey;
  if (key === undefined) return work(async () => {});
  checkFormats({ '/Idempotency-Key': [formats.idempotencyKey, key] });

  const now = parts.clock();
  const mine: IdempotencyRecord = {
    accountId,
    key,
    fingerprint: createHash('sha256').update(JSON.stringify(request)).digest('hex'),
    attempt: newId('att', now, parts.randomBytes),
    heldUntil: now + parts.settings.idempotencyHold * second
  };

  const claim = async (unit: AccountUnit): Promise<string | undefined> => {
    const existing = await unit.findIdempotencyRecord(accountId, key);
    if (existing && existing.fingerprint !== mine.fingerprint)
      refuse(
        'idempotency-key-reused',
        'This Idempotency-Key was used for another request. Use a new key for every new request.'
      );
    if (existing?.answer !== undefined) return existing.answer;
    if (existing && existing.heldUntil > now) refuseInFlight(parts);
    await unit.saveIdempotencyRecord(mine);
    return undefined;
  };
  const kept = await parts.store.inAccount(accountId, now, claim);
  if (kept !== undefined) return JSON.parse(kept) as T;

  try {
    return await work(async (unit, answer) => {
      const held = await unit.findIdempotencyRecord(accountId, key);
      if (held?.attempt !== mine.attempt) refuseInFlight(parts);
      await unit.saveIdempotencyRecord({ ...mine, answer: JSON.stringify(answer) });
    });
  } catch (error) {
    await parts.store.inAccount(accountId, parts.clock(), unit => release(unit, mine));
    throw error;
  }
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
