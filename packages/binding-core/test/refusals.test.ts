import { readFile } from 'node:fs/promises';
import t from 'tap';
import {
  type Binding,
  BindingError,
  type BindingErrorCode,
  type Drm,
  registrationProblemCodes,
  upstreamRefusals
} from '../src/index.ts';
import { bindingFile, withRefusals } from './support/refusal-comments.ts';
import { refusals } from './support/refusals.ts';
import { caller, createStage, key, kid } from './support/stage.ts';

type Stage = Awaited<ReturnType<typeof createStage>>;
/** Calls that are refused, by code. Each runs on a stage of its own. */
type Refused = Partial<Record<BindingErrorCode, (stage: Stage) => Promise<unknown>>>;

const long = 'x'.repeat(1000);
const reason = 'for a test';
const ada = { accountId: 'ada', drm: 'widevine' } as const;
const purchase = { accountId: 'ada', contentId: 'film', terms: { kind: 'purchase' } } as const;
const keyed = { ...caller, idempotencyKey: 'k' };

const suspended = ({ binding }: Stage) => binding.suspendAccount({ accountId: 'ada', reason }, caller);
const removed = (stage: Stage, deviceId = '') => stage.binding.removeDevice('ada', deviceId, caller);

/** The refusals of `call` by ExpressPlay, on a stage that `prepare` made ready. */
function byExpressPlay<T>(
  prepare: (stage: Stage) => Promise<T>,
  call: (stage: Stage, ready: T) => Promise<unknown>
) {
  const failing = (code: BindingErrorCode) => async (stage: Stage) => {
    const ready = await prepare(stage);
    stage.licenses.failWith(new BindingError({ code, detail: 'Failed.' }));
    return call(stage, ready);
  };
  return (...codes: BindingErrorCode[]): Refused =>
    Object.fromEntries([...upstreamRefusals, ...codes].map(code => [code, failing(code)]));
}

/** The refusals of the `Idempotency-Key` of `call`. */
const byKey = (call: (stage: Stage) => Promise<unknown>): Refused => ({
  'idempotency-in-flight': stage => Promise.all([call(stage), call(stage)]),
  'idempotency-key-reused': async stage => {
    await stage.binding.startRegistration({ ...ada, drm: 'fairplay' }, keyed);
    return call(stage);
  }
});

const boughtWith =
  (call: (stage: Stage, wanted: Awaited<ReturnType<Stage['bought']>>) => Promise<unknown>) =>
  async (stage: Stage) =>
    call(stage, await stage.bought());

const started = async (stage: Stage) =>
  (await stage.binding.startRegistration(ada, caller)).registration.registrationId;

const startsAt = Date.UTC(2031, 0, 1);
const rental = { kind: 'rental', startBy: startsAt, playDuration: 1 } as const;

/** Rights to the film that are not usable, by the code that says why. */
const noRights: Record<string, (stage: Stage) => Promise<unknown>> = {
  'not-entitled': async () => {},
  'entitlement-not-started': ({ binding }) => binding.createEntitlement({ ...purchase, startsAt }, caller),
  'entitlement-expired': async ({ binding, pass }) => {
    await binding.createEntitlement({ ...purchase, terms: rental }, caller);
    pass(366 * 86_400);
  }
};

/** Replaces the right to the film by another one whenever ExpressPlay is asked. */
async function changingRight({ binding, licenses }: Stage) {
  let { entitlementId } = await binding.createEntitlement(purchase, caller);
  licenses.meanwhile(async () => {
    await binding.revokeEntitlement('ada', entitlementId, caller);
    ({ entitlementId } = await binding.createEntitlement(purchase, caller));
  });
}

/** A call that gets a token of the film for a device of Ada's, who has no right to it yet. */
async function tokenCall({ binding, register }: Stage, more: object = {}) {
  await binding.saveContent({ contentId: 'film', kid, key });
  const { device } = await register('ada', '1'.repeat(32));
  const wanted = { accountId: 'ada', contentId: 'film', deviceId: device!.deviceId, ...more };
  return () => binding.issueToken(wanted, caller);
}

async function timeBasedCall({ binding }: Stage, drm: Drm = 'widevine') {
  await binding.saveContent({ contentId: 'film', kid, key });
  const { registration } = await binding.startRegistration({ ...ada, drm }, caller);
  return () => binding.issueTimeBasedToken({ cookie: registration.cookie, contentId: 'film' }, caller);
}

/** Asks for a token with the cookie of a registration that was refused with the code. */
async function refusedCookie({ binding, store, now }: Stage, code: BindingErrorCode) {
  const { registration } = await binding.startRegistration(ada, caller);
  const problem = { code, detail: 'Refused.' };
  await store.inAccount('ada', now(), unit =>
    unit.updateRegistration({ ...registration, state: 'refused', problem })
  );
  return binding.issueTimeBasedToken({ cookie: registration.cookie, contentId: 'film' }, caller);
}

/** The refusals that tokens of both kinds share. */
const ofTokens = (prepare: (stage: Stage) => Promise<() => Promise<unknown>>): Refused => {
  const after = (step: (stage: Stage) => Promise<unknown>) => async (stage: Stage) => {
    const call = await prepare(stage);
    await step(stage);
    return call();
  };
  const buys = ({ binding }: Stage) => binding.createEntitlement(purchase, caller);
  return {
    ...Object.fromEntries(Object.entries(noRights).map(([code, make]) => [code, after(make)])),
    'account-suspended': after(suspended),
    'entitlement-changed': after(changingRight),
    'token-budget-exhausted': async () => {
      const stage = await createStage({ tokenBudget: { max: 2, windowSeconds: 60 } });
      const call = await prepare(stage);
      await buys(stage);
      return Promise.all([call(), call()]);
    },
    ...byExpressPlay(
      async stage => {
        const call = await prepare(stage);
        await buys(stage);
        return call;
      },
      (_, call) => call()
    )('binding-unsupported')
  };
};

const refused: Partial<Record<keyof Binding, Refused>> = {
  startRegistration: {
    validation: ({ binding }) => binding.startRegistration({ ...ada, accountId: long }, caller),
    'not-found': ({ binding }) => binding.startRegistration({ ...ada, replaces: 'dev_x' }, caller),
    'account-suspended': async stage => {
      await suspended(stage);
      return started(stage);
    },
    'device-removed': boughtWith(async (stage, { deviceId }) => {
      await removed(stage, deviceId);
      return stage.binding.startRegistration({ ...ada, replaces: deviceId }, caller);
    }),
    'device-already-bound': boughtWith(({ binding }, { deviceId }) =>
      binding.startRegistration({ ...ada, device: { deviceId } }, caller)
    ),
    'registration-limit-reached': async stage => {
      await stage.binding.savePolicy({ name: 'default', maxDevices: 1, maxPendingRegistrations: 1 }, caller);
      await started(stage);
      return started(stage);
    },
    'token-budget-exhausted': async () => {
      const stage = await createStage({ tokenBudget: { max: 1, windowSeconds: 60 } });
      await started(stage);
      return started(stage);
    },
    ...byKey(({ binding }) => binding.startRegistration(ada, keyed)),
    ...byExpressPlay(async () => {}, started)('binding-unsupported')
  },
  completeRegistration: {
    'not-found': ({ binding }) => binding.completeRegistration('reg_x', caller),
    ...byExpressPlay(started, ({ binding }, id) => binding.completeRegistration(id, caller))()
  },
  createEntitlement: {
    validation: ({ binding }) => binding.createEntitlement({ ...purchase, accountId: long }, caller),
    'not-found': ({ binding }) => binding.createEntitlement(purchase, caller),
    'order-id-reused': boughtWith(async ({ binding }) => {
      const sale = { ...purchase, orderId: 'o' };
      await binding.createEntitlement(sale, caller);
      return binding.createEntitlement({ ...sale, terms: rental }, caller);
    }),
    ...byKey(async ({ binding }) => {
      await binding.saveContent({ contentId: 'film', kid, key });
      return binding.createEntitlement(purchase, keyed);
    })
  },
  issueToken: {
    validation: ({ binding }) => binding.issueToken({ ...purchase, accountId: long, deviceId: 'x' }, caller),
    'not-found': ({ binding }) => binding.issueToken({ ...purchase, deviceId: 'dev_x' }, caller),
    'device-not-bound': async stage => (await tokenCall(stage, { drm: 'fairplay' }))(),
    'binding-unverified': async () => {
      const stage = await createStage({ unverifiedBinding: 'refuse' });
      return stage.binding.issueToken(await stage.bought(), caller);
    },
    'device-removed': boughtWith(async (stage, wanted) => {
      await removed(stage, wanted.deviceId);
      return stage.binding.issueToken(wanted, caller);
    }),
    'offline-not-allowed': boughtWith(({ binding }, wanted) =>
      binding.issueToken({ ...wanted, persistent: true }, caller)
    ),
    ...byKey(async stage => {
      const [device] = (await stage.binding.listDevices('ada', { limit: 1 })).items;
      const wanted = device ? { ...purchase, deviceId: device.deviceId } : await stage.bought();
      return stage.binding.issueToken(wanted, keyed);
    }),
    ...ofTokens(tokenCall)
  },
  issueTimeBasedToken: {
    'not-found': ({ binding }) => binding.issueTimeBasedToken({ cookie: 'x', contentId: 'film' }, caller),
    ...Object.fromEntries(
      registrationProblemCodes
        .filter(code => code !== 'registration-expired')
        .map(code => [code, (stage: Stage) => refusedCookie(stage, code)])
    ),
    'offline-not-allowed': async stage => {
      const call = await timeBasedCall(stage, 'playready');
      await stage.binding.createEntitlement({ ...purchase, terms: rental }, caller);
      return call();
    },
    ...ofTokens(stage => timeBasedCall(stage))
  },
  openPlayerSession: {
    validation: ({ binding }) => binding.openPlayerSession(long, caller),
    'account-suspended': async stage => {
      await suspended(stage);
      return stage.binding.openPlayerSession('ada', caller);
    },
    ...byKey(({ binding }) => binding.openPlayerSession('ada', keyed))
  },
  removeDevice: {
    validation: ({ binding }) => binding.removeDevice('ada', 'dev_x', caller, { reason: long }),
    'not-found': stage => removed(stage, 'dev_x'),
    'swap-not-allowed-yet': boughtWith(async (stage, { deviceId }) => {
      const swaps = { count: 'removals', max: 0, windowSeconds: 60 } as const;
      await stage.binding.savePolicy({ name: 'default', maxDevices: 1, swaps }, caller);
      return removed(stage, deviceId);
    })
  }
};

for (const [useCase, calls] of Object.entries(refused) as [keyof Binding, Refused][])
  t.test(`${useCase} refuses with every code that it lists`, async t => {
    t.same(Object.keys(calls).sort(), [...refusals[useCase]].sort());
    for (const [code, call] of Object.entries(calls))
      await t.rejects(call(await createStage()), { code }, code);
  });

t.test('the doc comment of each use case names the codes that it lists', async t => {
  const source = await readFile(bindingFile, 'utf8');
  const words = (text: string) => text.split(/\s+(?:\*\s)?/);
  t.same(words(source), words(withRefusals(source)), 'npm run docs in services/binding-service writes it');
  t.match(source, /Refuses with `player-code-invalid`\. \*\/\s+exchangePlayerCode\(/);
});
