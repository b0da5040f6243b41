import { hash } from 'node:crypto';
import {
  type Binding,
  BindingError,
  type DeviceClass,
  type DevicePolicyRules
} from '@expressplay-binding/binding-core';
import fc from 'fast-check';
import { ModelAccount, type ModelDrm, type ModelRegistration } from './device-model.ts';

/** Who is asked: the rules on a real store, with a clock and devices that the commands move. */
export interface System {
  readonly binding: Binding;
  /** Lets a physical device redeem the token that carries the cookie. */
  redeem(cookie: string, physical: string): void;
  now(): number;
  pass(seconds: number): void;
}

export interface Model {
  rules: DevicePolicyRules;
  readonly accounts: readonly ModelAccount[];
  readonly registrations: CookieOf[];
}

interface CookieOf {
  readonly cookie: string;
  readonly of: ModelRegistration;
}

/** What the model says against what the system did. */
type Command = fc.AsyncCommand<Model, System>;

export const registrationTtl = 900;
const caller = { actor: 'test' };
const override = { reason: 'because' };

/** Accounts that no earlier run knows. */
export function newModel(run: number): Model {
  const model: Model = {
    rules: { maxDevices: 2 },
    accounts: ['ada', 'bob'].map(name => new ModelAccount(`${name} ${run}`, () => model.rules)),
    registrations: []
  };
  return model;
}

const index = fc.nat(20);
const rules: fc.Arbitrary<DevicePolicyRules> = fc.record(
  {
    maxDevices: fc.integer({ min: 1, max: 3 }),
    maxByClass: fc.constant({ tv: 1 }),
    uncountedClasses: fc.constant(['browser' as const]),
    swaps: fc.record(
      {
        count: fc.constantFrom('removals', 'bindings'),
        max: fc.nat(2),
        windowSeconds: fc.constantFrom(600, 86_400),
        minIntervalSeconds: fc.constantFrom(0, 300),
        graceSwapsPerYear: fc.nat(2)
      },
      { requiredKeys: ['count', 'max', 'windowSeconds'] }
    ),
    whenFull: fc.constantFrom('refuse', 'replace-oldest'),
    idleAfterSeconds: fc.constantFrom(1200, 7200),
    overLimit: fc.constantFrom('keep', 'deactivate-oldest')
  },
  { requiredKeys: ['maxDevices'] }
);

const registering = fc.record({
  account: index,
  device: index,
  drm: fc.constantFrom<ModelDrm>('widevine', 'playready'),
  deviceClass: fc.constantFrom<DeviceClass>('tv', 'browser', 'other'),
  mode: fc.constantFrom('new', 'new', 'replaces', 'joins', 'override')
});

/** Every command with its arguments. Each ends by comparing all that can be seen of the account. */
export const commands: fc.Arbitrary<Command>[] = [
  registering.map(register),
  ...Array(4).fill(fc.tuple(registering, index).map(args => registerAtOnce(...args))),
  fc.tuple(index, index).map(([registration, physical]) => redeem(registration, physical)),
  fc.tuple(index, index).map(([registration, physical]) => redeem(registration, physical)),
  index.map(complete),
  index.map(complete),
  fc.tuple(index, index, fc.boolean()).map(args => remove(...args)),
  fc.tuple(index, index).map(args => issueToken(...args)),
  fc.constantFrom(1, 60, 400, 1000, 90_000).map(pass),
  rules.map(changePolicy),
  fc.tuple(index, fc.integer({ min: 1, max: 3 })).map(args => changeAccount(...args)),
  fc
    .tuple(index, fc.constantFrom<StaffChange>('suspend', 'resume', 'resume', 'reset'))
    .map(args => changeByStaff(...args))
];

interface Registering {
  readonly account: number;
  readonly device: number;
  readonly drm: ModelDrm;
  readonly deviceClass: DeviceClass;
  readonly mode: string;
}

function register({ account: number, device, drm, deviceClass, mode }: Registering): Command {
  return command(`register ${mode} ${drm} ${deviceClass}`, async (model, system) => {
    const account = at(model.accounts, number);
    const target = known(account).length > 0 ? at(known(account), device) : undefined;
    const replaces = mode === 'replaces' ? target?.deviceId : undefined;
    const joins = mode === 'joins' ? target?.deviceId : undefined;
    const input = {
      accountId: account.accountId,
      drm,
      device: { class: deviceClass, ...(joins !== undefined && { deviceId: joins }) },
      replaces,
      ...(mode === 'override' && { override })
    };
    let refusal: string | undefined;
    if (account.suspended) refusal = 'account-suspended';
    else if ((replaces ?? joins) !== undefined && target && !account.devices.includes(target))
      refusal = 'device-removed';
    else if (joins !== undefined && target?.bindings.has(drm)) refusal = 'device-already-bound';

    const started = await outcomeOf(system.binding.startRegistration(input, caller));
    expectSame(started.code, refusal);
    if (started.value) {
      const { registrationId, cookie, expiresAt } = started.value.registration;
      const redeemedBy = new Set<string>();
      const of = { registrationId, account, drm, deviceClass, replaces, joins, redeemedBy, expiresAt };
      model.registrations.push({
        cookie,
        of: { ...of, override: mode === 'override', outcome: undefined }
      });
    }
    await compare(account, system);
  });
}

/** All three steps without anything between them. */
function registerAtOnce(wanted: Registering, physical: number): Command {
  const start = register(wanted);
  return command(`${start} at once by ${physical}`, async (model, system) => {
    const before = model.registrations.length;
    await start.run(model, system);
    const registration = model.registrations[before];
    if (!registration) return;
    redeemNow(registration, physical, system);
    await completeNow(registration, system);
  });
}

function redeem(number: number, physical: number): Command {
  return onRegistration(`redeem by ${physical}`, number, async (registration, system) =>
    redeemNow(registration, physical, system)
  );
}

function redeemNow({ cookie, of }: CookieOf, physical: number, system: System): void {
  // ExpressPlay lets nobody redeem a token after its end.
  if (system.now() >= of.expiresAt) return;
  // ExpressPlay's device ids are 32 hex characters.
  const device = hash('md5', `${of.account.accountId}, device ${physical}`);
  of.redeemedBy.add(device);
  system.redeem(cookie, device);
}

function complete(number: number): Command {
  return onRegistration('complete', number, completeNow);
}

async function completeNow({ of }: CookieOf, system: System): Promise<void> {
  const { value } = await outcomeOf(system.binding.completeRegistration(of.registrationId, caller));
  const { registration: settled, device } = value!;
  const now = system.now();
  const [physical, ...others] = of.redeemedBy;
  if (of.outcome === undefined) {
    if (physical === undefined && now >= of.expiresAt) of.outcome = 'registration-expired';
    else if (others.length > 0) of.outcome = 'binding-ambiguous';
    else if (physical !== undefined)
      of.outcome = of.account.bind(of, physical, device?.deviceId ?? 'none', now);
  }
  expectSame(settled.state === 'bound' ? 'bound' : settled.problem?.code, of.outcome);
  await compare(of.account, system);
}

function remove(number: number, device: number, overriding: boolean): Command {
  return onDevice(
    `remove${overriding ? ' by staff' : ''}`,
    number,
    device,
    async (account, deviceId, system) => {
      const { accountId } = account;
      const did = await outcomeOf(
        system.binding.removeDevice(accountId, deviceId, caller, overriding ? override : undefined)
      );
      expectSame(did.code ?? 'removed', account.remove(deviceId, overriding, system.now()));
    }
  );
}

function issueToken(number: number, device: number): Command {
  return onDevice('token', number, device, async (account, deviceId, system) => {
    const [drm] = known(account)
      .find(one => one.deviceId === deviceId)!
      .bindings.keys();
    const { accountId } = account;
    const did = await outcomeOf(
      system.binding.issueToken({ accountId, contentId: 'film', deviceId, drm }, caller)
    );
    expectSame(did.code ?? 'issued', account.issue(deviceId, system.now()));
  });
}

function pass(seconds: number): Command {
  return command(`pass ${seconds} s`, async (model, system) => {
    system.pass(seconds);
    for (const account of model.accounts) await compare(account, system);
  });
}

function changePolicy(changed: DevicePolicyRules): Command {
  return command(`policy ${JSON.stringify(changed)}`, async (model, system) => {
    await system.binding.savePolicy({ name: 'default', ...changed }, caller);
    model.rules = changed;
    for (const account of model.accounts) await compare(account, system);
  });
}

function changeAccount(number: number, maxDevices: number): Command {
  return command(`account of ${maxDevices}`, async (model, system) => {
    const account = at(model.accounts, number);
    const { accountId } = account;
    const input = { accountId, policyName: 'default', overrides: { maxDevices }, ...override };
    await system.binding.setAccountPolicy(input, caller);
    account.maxDevices = maxDevices;
    account.keepUp(system.now());
    await compare(account, system);
  });
}

type StaffChange = 'suspend' | 'resume' | 'reset';

function changeByStaff(number: number, change: StaffChange): Command {
  return command(change, async (model, { binding, now }) => {
    const account = at(model.accounts, number);
    const input = { accountId: account.accountId, ...override };
    if (change === 'reset') {
      await binding.resetSwaps(input, caller);
      account.resetSwaps(now());
    } else {
      await (change === 'suspend' ? binding.suspendAccount : binding.resumeAccount)(input, caller);
      account.suspended = change === 'suspend';
    }
  });
}

function command(
  title: string,
  run: (model: Model, system: System) => Promise<void>,
  check: (model: Readonly<Model>) => boolean = () => true
): Command {
  return { check, run, toString: () => title };
}

function onRegistration(
  title: string,
  number: number,
  run: (registration: CookieOf, system: System) => Promise<void>
): Command {
  // The latest ones are of more interest: the others have ended.
  const chosen = (model: Readonly<Model>) => at(model.registrations.slice(-4), number);
  return command(
    title,
    (model, system) => run(chosen(model), system),
    model => model.registrations.length > 0
  );
}

function onDevice(
  title: string,
  number: number,
  device: number,
  run: (account: ModelAccount, deviceId: string, system: System) => Promise<void>
): Command {
  return command(
    title,
    async (model, system) => {
      const account = at(model.accounts, number);
      await run(account, at(known(account), device).deviceId, system);
      await compare(account, system);
    },
    model => known(at(model.accounts, number)).length > 0
  );
}

/** The devices that the account has or lately had. */
function known(account: ModelAccount) {
  return [...account.devices, ...account.removed.slice(-2)];
}

async function compare(account: ModelAccount, { binding, now }: System): Promise<void> {
  const overview = await binding.readAccount(account.accountId);
  expectSame(overview.slots.used, account.used(now()));
  const { items } = await binding.listDevices(account.accountId, { limit: 100 });
  const active = items.filter(({ state }) => state === 'active').map(({ deviceId }) => deviceId);
  expectSame(
    active.toSorted().join(),
    account.devices
      .map(({ deviceId }) => deviceId)
      .toSorted()
      .join()
  );
}

async function outcomeOf<T>(work: Promise<T>): Promise<{ value?: T; code?: string }> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof BindingError) return { code: error.code };
    throw error;
  }
}

function expectSame(did: unknown, said: unknown): void {
  if (did !== said) throw new Error(`The model says ${said}, the rules did ${did}.`);
}

function at<T>(items: readonly T[], number: number): T {
  return items[number % items.length]!;
}
