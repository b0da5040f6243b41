import { randomBytes } from 'node:crypto';
import { createBinding, type LicenseService, type RedemptionRecord } from '@expressplay-binding/binding-core';
import fc from 'fast-check';
import t from 'tap';
import { openStorage } from '../src/index.ts';
import { commands, type Model, newModel, registrationTtl, type System } from './support/device-commands.ts';

const caller = { actor: 'test' };
const kid = 'd'.repeat(32);
const key = { kind: 'clear', value: 'e'.repeat(32) } as const;

// Thousands of commands, on a machine that may be busy.
t.setTimeout(300_000);

/** The rules on SQLite in memory, with a clock that stands still until it is moved. */
async function createSystem(): Promise<System> {
  const { store, close } = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });
  t.teardown(close);
  const redemptions = new Map<string, RedemptionRecord[]>();
  const licenses: LicenseService = {
    requestToken: async () => ({ licenseUrl: 'https://license.example/' }),
    findRedemptions: async cookie => redemptions.get(cookie) ?? []
  };
  let now = Date.UTC(2026, 0, 1);
  const settings = { dummyContent: { kid, key }, registrationTtl };
  return {
    binding: createBinding({ store, licenses, clock: () => now, settings }),
    redeem(cookie, deviceId) {
      redemptions.set(cookie, [...(redemptions.get(cookie) ?? []), { deviceId }]);
    },
    now: () => now,
    pass(seconds) {
      now += seconds * 1000;
    }
  };
}

t.test('after any sequence of commands the devices are those of a simple model', async t => {
  const real = await createSystem();
  await real.binding.saveContent({ contentId: 'film', kid, key });
  let runs = 0;
  let ran = 0;

  /** Accounts of their own, which bought the film, under the first policy of the model. */
  async function setup(): Promise<{ model: Model; real: System }> {
    const model = newModel(runs++);
    await real.binding.savePolicy({ name: 'default', ...model.rules }, caller);
    for (const { accountId } of model.accounts)
      await real.binding.createEntitlement(
        { accountId, contentId: 'film', terms: { kind: 'purchase' } },
        caller
      );
    return { model, real };
  }
  const counted = commands.map(arbitrary =>
    arbitrary.map(command => ({
      check: command.check.bind(command),
      run: (model: Model, system: System) => {
        ran++;
        return command.run(model, system);
      },
      toString: command.toString.bind(command)
    }))
  );

  await fc.assert(
    fc.asyncProperty(fc.commands(counted, { maxCommands: 150, size: 'max' }), commandList =>
      fc.asyncModelRun(setup, commandList)
    ),
    { numRuns: 155 }
  );
  t.comment(`${ran} commands in ${runs} runs`);
  t.ok(ran >= 10_000, 'enough of them');
});
