import type { Parts } from '../context.ts';
import { beyondLimit } from '../devices/decision/room.ts';
import { checkFormats, formats } from '../formats.ts';
import type { DevicePolicy } from '../model/policy.ts';
import { checkPolicy } from './policies.ts';

/** What the rules of a policy would mean for the accounts under it. */
export interface PolicyPreview {
  /** Accounts that were examined, at most 10,000, in order of their ids. */
  readonly examined: number;
  /** Those of them that would have devices beyond a limit. */
  readonly overLimit: number;
  /** The devices beyond a limit, of all examined accounts. */
  readonly devicesOverLimit: number;
  /** Whether all accounts under the policy were examined. */
  readonly complete: boolean;
}

/** The codes that {@link previewPolicy} may refuse with. */
export const previewPolicyRefusals = ['validation'] as const;

/** The answer takes a bounded time, however many accounts there are. */
const maxExamined = 10_000;

/** Few enough that nobody else waits long for the database or the event loop. */
const accountsPerRead = 500;

/**
 * Returns how many of the accounts under the policy of this name would be over a limit if it had these rules. Overrides of an
 * account win, and devices that the rules call idle do not count. Writes nothing.
 */
export async function previewPolicy(parts: Parts, policy: DevicePolicy): Promise<PolicyPreview> {
  checkFormats({ '/name': [formats.policyName, policy.name] });
  checkPolicy(policy);
  const now = parts.clock();
  let [examined, overLimit, devicesOverLimit] = [0, 0, 0];
  let cursor: string | undefined;
  do {
    const limit = Math.min(accountsPerRead, maxExamined - examined);
    const page = await parts.store.listAccountsUnderPolicy(policy.name, { limit, cursor });
    for (const { account, devices } of page.items) {
      const over = beyondLimit({ ...policy, ...account.policyOverrides }, devices, now);
      if (over.length > 0) overLimit += 1;
      devicesOverLimit += over.length;
    }
    examined += page.items.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined && examined < maxExamined);
  return { examined, overLimit, devicesOverLimit, complete: cursor === undefined };
}
