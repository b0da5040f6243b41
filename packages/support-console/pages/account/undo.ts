import { api, type SavePolicy } from '../api.ts';
import { texts } from '../texts.ts';

const words = texts.actions;

/** How an action can be reversed by another one. */
export interface Undo {
  readonly title: string;
  /** What it does. */
  readonly effect: string;
  /** Whether the API takes a reason for it. */
  readonly reason: boolean;
  run(reason: string): Promise<unknown>;
}

/** Resumes an account that was suspended. */
export function undoSuspension(accountId: string): Undo {
  const { resumeTitle: title, resumeEffect: effect } = words;
  return { title, effect, reason: true, run: reason => api.resumeAccount({ accountId, reason }) };
}

/** Suspends an account that was resumed. */
export function undoResumption(accountId: string): Undo {
  const { suspendTitle: title, suspendEffect: effect } = words;
  return { title, effect, reason: true, run: reason => api.suspendAccount({ accountId, reason }) };
}

/** Puts an account under the policy and the overrides that it had before they were set last; the audit trail has them. */
export async function undoPolicyChange(accountId: string): Promise<Undo | undefined> {
  try {
    const { items } = await api.listAuditEvents({ accountId, action: 'account.policy-set', limit: 1 });
    const [changed] = items;
    if (changed === undefined) return undefined;
    const { policy, overrides } = changed.before as { policy: string; overrides: Partial<SavePolicy> };
    return {
      title: words.changePolicyTitle,
      effect: words.undoPolicyEffect(policy, JSON.stringify(overrides)),
      reason: true,
      run: reason => api.setAccountPolicy({ accountId, policy, overrides, reason })
    };
  } catch {
    // The change itself has succeeded; only its opposite is not known.
    return undefined;
  }
}

/** Gives a device the name that it had before. */
export function undoRenaming(accountId: string, deviceId: string, name: string): Undo {
  const title = `${words.rename}: ${name}`;
  const run = () => api.renameDevice({ accountId, deviceId, name });
  return { title, effect: words.undoRenamingEffect(name), reason: false, run };
}

/** Restores a right that was revoked. */
export function undoRevocation(accountId: string, entitlementId: string): Undo {
  const { restoreTitle: title, restoreEffect: effect } = words;
  return { title, effect, reason: false, run: () => api.restoreEntitlement({ accountId, entitlementId }) };
}

/** Revokes a right that was restored or granted. */
export function undoRestoration(accountId: string, entitlementId: string): Undo {
  const { revokeTitle: title, revokeEffect: effect } = words;
  return { title, effect, reason: false, run: () => api.revokeEntitlement({ accountId, entitlementId }) };
}

/** Moves the end of a subscription to where it was. */
export function undoExtension(accountId: string, entitlementId: string, until: string): Undo {
  const { extendTitle: title, extendEffect: effect } = words;
  const run = () => api.extendSubscription({ accountId, entitlementId, until });
  return { title, effect, reason: false, run };
}
