import { compareSizes } from '../filled-databases.ts';
import { timed } from '../in-parallel.ts';
import type { Row } from '../row.ts';
import { caller, type Rules } from '../rules.ts';

/** What the number of stored devices does to those who use theirs. */
export const scale: Row = {
  name: 'scale',
  run: ({ quick }) =>
    compareSizes({
      many: quick ? 100_000 : 1_000_000,
      rounds: quick ? 3 : 15,
      target: { atMost: 1.3 },
      asks: { 'listing devices': list, 'deciding a registration': decide },
      stored: devices => `${devices} devices stored`
    })
};

async function list({ binding }: Rules, account: string): Promise<number> {
  return timed(() => binding.listDevices(account, { limit: 20 }));
}

async function decide({ binding, startRedeemed }: Rules, account: string): Promise<number> {
  const registration = await startRedeemed(account);
  return timed(() => binding.completeRegistration(registration, caller));
}
