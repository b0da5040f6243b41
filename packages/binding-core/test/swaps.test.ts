import fc from 'fast-check';
import t from 'tap';
import { judgeSwap } from '../src/devices/decision/swaps.ts';
import { readAccountDevices } from '../src/devices/slots.ts';
import { newAccount, type SwapRules } from '../src/index.ts';
import { aSwap } from './support/devices.ts';
import { caller, createStage } from './support/stage.ts';

const hour = 3_600_000;
const now = 1000 * hour;
const rules = (more: Partial<SwapRules> = {}): SwapRules => ({
  count: 'removals',
  max: 2,
  windowSeconds: 24 * 3600,
  ...more
});

t.test('without rules every swap is free and none is counted', async t => {
  t.same(judgeSwap(undefined, 'removal', [], now), { allowed: true, counts: undefined, grace: false });
});

t.test('rules that count removals allow every binding', async t => {
  const swaps = [aSwap(now), aSwap(now)];
  t.match(judgeSwap(rules(), 'binding', swaps, now), { allowed: true, counts: undefined });
});

t.test('below the maximum a swap is allowed and counted', async t => {
  t.same(judgeSwap(rules(), 'removal', [aSwap(now - hour)], now), {
    allowed: true,
    counts: 'removal',
    grace: false
  });
});

t.test('at the maximum the next swap is allowed when the oldest leaves the window', async t => {
  const swaps = [aSwap(now - 3 * hour), aSwap(now - hour)];
  t.same(judgeSwap(rules(), 'removal', swaps, now), { allowed: false, nextAllowedAt: now + 21 * hour });
  t.match(judgeSwap(rules(), 'removal', swaps, now + 21 * hour - 1), { allowed: false });
  t.match(judgeSwap(rules(), 'removal', swaps, now + 21 * hour), { allowed: true });
});

t.test('after more swaps than the maximum the next one waits until enough have left the window', async t => {
  const swaps = [aSwap(now - 3 * hour), aSwap(now - 2 * hour), aSwap(now - hour)];
  t.match(judgeSwap(rules(), 'removal', swaps, now), { nextAllowedAt: now + 22 * hour });
});

t.test('the minimum time between swaps holds below the maximum, too', async t => {
  const decision = judgeSwap(rules({ minIntervalSeconds: 7200 }), 'removal', [aSwap(now - hour)], now);
  t.same(decision, { allowed: false, nextAllowedAt: now + hour });
});

t.test('a grace swap is allowed when the rule refuses, and uses up the grace', async t => {
  const swaps = [aSwap(now - 3 * hour), aSwap(now - hour)];
  t.match(judgeSwap(rules({ graceSwapsPerYear: 1 }), 'removal', swaps, now), { allowed: true, grace: true });
  const used = [...swaps, aSwap(now - hour, { grace: true })];
  t.match(judgeSwap(rules({ graceSwapsPerYear: 1 }), 'removal', used, now), { allowed: false });
});

t.test('a grace swap is available again after 365 days', async t => {
  const zero = rules({ max: 0, graceSwapsPerYear: 1 });
  const swaps = [aSwap(now, { grace: true })];
  t.same(judgeSwap(zero, 'removal', swaps, now), { allowed: false, nextAllowedAt: now + 365 * 24 * hour });
});

t.test('with a maximum of 0 and no grace a swap is never allowed', async t => {
  t.same(judgeSwap(rules({ max: 0 }), 'removal', [], now), { allowed: false, nextAllowedAt: undefined });
});

t.test('a refusal says the first moment at which the same swap is allowed', async () => {
  const anySwap = fc.record({ at: fc.nat(200), grace: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(anySwap, { maxLength: 12 }),
      fc.record({
        max: fc.nat(4),
        windowSeconds: fc.integer({ min: 1, max: 100 }),
        minIntervalSeconds: fc.nat(50),
        graceSwapsPerYear: fc.nat(2)
      }),
      (past, limits) => {
        const at = 200_000;
        const swaps = past.map(swap => aSwap(swap.at * 1000, { grace: swap.grace }));
        const decision = judgeSwap(rules(limits), 'removal', swaps, at);
        if (decision.allowed || decision.nextAllowedAt === undefined) return;
        const { nextAllowedAt } = decision;
        if (judgeSwap(rules(limits), 'removal', swaps, nextAllowedAt - 1).allowed)
          throw new Error('it was allowed earlier');
        if (!judgeSwap(rules(limits), 'removal', swaps, nextAllowedAt).allowed)
          throw new Error('it is still refused then');
      }
    )
  );
});

t.test('no window ever has more counted swaps than the maximum and the grace', async () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000), { maxLength: 40 }), fc.nat(3), fc.nat(2), (steps, max, grace) => {
      const limits = rules({ max, windowSeconds: 60, graceSwapsPerYear: grace });
      const swaps = [];
      let at = 0;
      for (const step of steps) {
        at += step;
        const decision = judgeSwap(limits, 'removal', swaps, at);
        if (decision.allowed) swaps.push(aSwap(at, { grace: decision.grace }));
      }
      for (const { at: end } of swaps) {
        const inWindow = swaps.filter(swap => swap.at <= end && swap.at > end - 60_000);
        if (inWindow.length > max + grace) throw new Error(`${inWindow.length} swaps in one window`);
      }
    })
  );
});

t.test('no swap is read that no rule can count: only grace swaps are counted for a year', async t => {
  const day = 86_400;
  for (const [more, oldest] of [
    [{}, day],
    [{ minIntervalSeconds: 3 * day }, 3 * day],
    [{ graceSwapsPerYear: 1 }, 365 * day]
  ] as const) {
    const { binding, store, now } = await createStage();
    await binding.savePolicy({ name: 'default', maxDevices: 3, swaps: rules(more) }, caller);
    const read: number[] = [];
    const watched: typeof store = {
      ...store,
      listSwaps: async (accountId, after) => {
        read.push(after);
        return store.listSwaps(accountId, after);
      }
    };
    await readAccountDevices(watched, newAccount('ada', now()), now());
    t.strictSame(read, [now() - oldest * 1000], JSON.stringify(more));
  }
});
