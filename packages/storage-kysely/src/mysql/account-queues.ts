import type { Deadline } from './deadline.ts';

/**
 * Runs the units of an account one after the other. Without these queues each of them would hold a connection while it waits for the
 * account's row, and units of other accounts need these connections.
 */
export function createAccountQueues(): <T>(
  accountId: string,
  deadline: Deadline,
  work: () => Promise<T>
) => Promise<T> {
  const lastOf = new Map<string, Promise<unknown>>();

  return async (accountId, deadline, work) => {
    const before = lastOf.get(accountId);
    const turn = Promise.withResolvers<void>();
    const mine = Promise.all([before, turn.promise]);
    lastOf.set(accountId, mine);
    try {
      if (before) await inTime(before, deadline);
      return await work();
    } finally {
      turn.resolve();
      if (lastOf.get(accountId) === mine) lastOf.delete(accountId);
    }
  };
}

async function inTime(before: Promise<unknown>, deadline: Deadline): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(deadline.fault()), deadline.remaining());
  });
  try {
    await Promise.race([before, late]);
  } finally {
    clearTimeout(timer);
  }
}
