import fc from 'fast-check';
import t from 'tap';
import { type Candidate, decideAdmission } from '../src/devices/decision/decision.ts';
import { dueRemovals, isFull, limitsOf } from '../src/devices/decision/room.ts';
import { type Device, type DevicePolicyRules, deviceClasses, type Swap } from '../src/index.ts';
import { aDevice, aSwap } from './support/devices.ts';

const now = 1_000_000_000;
const day = 86_400_000;

function admit(
  rules: DevicePolicyRules,
  devices: Device[],
  candidate: Partial<Candidate> = {},
  swaps: Swap[] = []
) {
  const account = { policy: { name: 'p', ...rules }, devices, swaps };
  return decideAdmission(account, { deviceClass: 'tv', ...candidate }, now);
}

const ids = (devices: readonly { deviceId: string }[] | undefined) => devices?.map(device => device.deviceId);

t.test('a device is admitted while there is room', async t => {
  t.match(admit({ maxDevices: 2 }, [aDevice('a')]), { admitted: true, removes: [] });
});

t.test(
  'a full account refuses and names every device that could make room, longest unused first',
  async t => {
    const admission = admit({ maxDevices: 2 }, [
      aDevice('a', { lastTokenAt: 500 }),
      aDevice('b', { lastTokenAt: 100 })
    ]);
    t.match(admission, {
      admitted: false,
      problem: {
        code: 'device-limit-reached',
        nextAllowedAt: now,
        conflicts: [
          { deviceId: 'b', removable: true, nextAllowedAt: now, lastTokenAt: 100 },
          { deviceId: 'a', removable: true }
        ]
      }
    });
  }
);

t.test('a class at its own maximum refuses, and only devices of that class could make room', async t => {
  const admission = admit({ maxDevices: 5, maxByClass: { tv: 1 } }, [
    aDevice('a'),
    aDevice('b', { class: 'mobile' })
  ]);
  t.match(admission, { problem: { code: 'device-limit-reached', detail: /1 devices of class tv/ } });
  t.same(ids(admission.admitted ? [] : admission.problem.conflicts), ['a']);
});

t.test('devices of an uncounted class take no slot', async t => {
  const rules: DevicePolicyRules = { maxDevices: 1, uncountedClasses: ['browser'] };
  const browsers = ['a', 'b', 'c'].map(id => aDevice(id, { class: 'browser' }));
  t.match(admit(rules, browsers), { admitted: true });
  t.match(admit(rules, [...browsers, aDevice('d')], { deviceClass: 'browser' }), { admitted: true });
  t.match(admit(rules, [...browsers, aDevice('d')]), { admitted: false });
});

t.test('an uncounted class may still have a maximum of its own', async t => {
  const rules: DevicePolicyRules = {
    maxDevices: 1,
    uncountedClasses: ['browser'],
    maxByClass: { browser: 1 }
  };
  t.match(admit(rules, [aDevice('a', { class: 'browser' })], { deviceClass: 'browser' }), {
    admitted: false
  });
});

t.test('a replacement takes the slot of the device that it names', async t => {
  const admission = admit({ maxDevices: 2 }, [aDevice('a'), aDevice('b')], { replaces: 'a' });
  t.same(ids(admission.admitted ? admission.removes : []), ['a']);
});

t.test('replace-oldest removes the longest unused device', async t => {
  const admission = admit({ maxDevices: 2, whenFull: 'replace-oldest' }, [
    aDevice('a', { lastTokenAt: 500 }),
    aDevice('b', { lastTokenAt: 100 })
  ]);
  t.same(ids(admission.admitted ? admission.removes : []), ['b']);
});

t.test('replace-oldest within a class removes a device of that class', async t => {
  const rules: DevicePolicyRules = { maxDevices: 2, maxByClass: { tv: 1 }, whenFull: 'replace-oldest' };
  const admission = admit(rules, [aDevice('old', { class: 'mobile' }), aDevice('tv', { createdAt: 900 })]);
  t.same(ids(admission.admitted ? admission.removes : []), ['tv']);
});

t.test('a limit with room removes no further device, even if another limit is exceeded', async t => {
  const tvs = ['a', 'b', 'c', 'd', 'e'].map((id, i) => aDevice(id, { lastTokenAt: i + 1 }));
  const phone = aDevice('phone', { class: 'mobile', lastTokenAt: 9 });
  const rules: DevicePolicyRules = { maxDevices: 6, maxByClass: { tv: 3 }, whenFull: 'replace-oldest' };
  const admission = admit(rules, [...tvs, phone]);
  t.same(admission.admitted && ids(admission.removes), ['a', 'b', 'c']);
});

t.test('replace-oldest cannot make room if the limit is 0', async t => {
  t.match(admit({ maxDevices: 0, whenFull: 'replace-oldest' }, []), { admitted: false });
});

t.test('a replacement is a swap: the swap rules may refuse it', async t => {
  const rules: DevicePolicyRules = {
    maxDevices: 1,
    swaps: { count: 'removals', max: 1, windowSeconds: 86_400 }
  };
  const allowed = admit(rules, [aDevice('a')], { replaces: 'a' });
  t.match(allowed, { admitted: true, swap: { counts: 'removal', grace: false } });
  const swaps = [aSwap(now - day / 2)];
  for (const more of [{ replaces: 'a' }, {}])
    t.match(admit({ ...rules, whenFull: 'replace-oldest' }, [aDevice('a')], more, swaps), {
      admitted: false,
      problem: {
        code: 'swap-not-allowed-yet',
        nextAllowedAt: now + day / 2,
        conflicts: [{ removable: false }]
      }
    });
});

t.test('a refusal at the limit says when the first device may be removed', async t => {
  const rules: DevicePolicyRules = {
    maxDevices: 1,
    swaps: { count: 'removals', max: 1, windowSeconds: 86_400 }
  };
  t.match(admit(rules, [aDevice('a')], {}, [aSwap(now - day / 2)]), {
    problem: {
      code: 'device-limit-reached',
      nextAllowedAt: now + day / 2,
      conflicts: [{ removable: false, nextAllowedAt: now + day / 2 }]
    }
  });
});

t.test('if new bindings count as swaps, a new device may have to wait although there is room', async t => {
  const rules: DevicePolicyRules = {
    maxDevices: 5,
    swaps: { count: 'bindings', max: 1, windowSeconds: 86_400 }
  };
  t.match(admit(rules, []), { admitted: true, swap: { counts: 'binding' } });
  t.match(admit(rules, [aDevice('a')], {}, [aSwap(now - day / 2, { kind: 'binding' })]), {
    problem: { code: 'swap-not-allowed-yet', nextAllowedAt: now + day / 2 }
  });
});

t.test('an idle device takes no slot', async t => {
  const rules: DevicePolicyRules = { maxDevices: 1, idleAfterSeconds: 3600 };
  t.match(admit(rules, [aDevice('a', { lastTokenAt: now - 3_600_000 })]), { admitted: true });
  t.match(admit(rules, [aDevice('a', { lastTokenAt: now - 3_599_999 })]), {
    problem: { nextAllowedAt: now, conflicts: [{ removable: true }] }
  });
});

t.test('an override admits a device despite the rules, and it is no swap', async t => {
  const rules: DevicePolicyRules = { maxDevices: 0, swaps: { count: 'removals', max: 0, windowSeconds: 1 } };
  t.match(admit(rules, [aDevice('a')], { override: true }), {
    admitted: true,
    swap: { counts: undefined },
    removes: []
  });
});

t.test(
  'under deactivate-oldest an override names every device that loses its slot to the new one',
  async t => {
    const rules: DevicePolicyRules = { maxDevices: 2, overLimit: 'deactivate-oldest' };
    const devices = [aDevice('a', { lastTokenAt: 500 }), aDevice('b', { lastTokenAt: 100 })];
    const admission = admit(rules, devices, { override: true });
    t.same(ids(admission.admitted ? admission.removes : []), ['b']);
    t.match(admit({ ...rules, maxDevices: 0 }, [], { override: true }), {
      admitted: false,
      problem: { code: 'device-limit-reached', detail: /Raise the limit instead/ }
    });
  }
);

t.test(
  'beyond a lowered limit devices stay or the longest unused are removed, as the policy says',
  async t => {
    const devices = [
      aDevice('a', { createdAt: 3 }),
      aDevice('b', { createdAt: 1 }),
      aDevice('c', { createdAt: 2 })
    ];
    t.same(dueRemovals({ name: 'p', maxDevices: 1 }, devices, now), []);
    const due = dueRemovals({ name: 'p', maxDevices: 1, overLimit: 'deactivate-oldest' }, devices, now);
    t.same(
      due.map(removal => [removal.device.deviceId, removal.cause]),
      [
        ['b', 'over-limit'],
        ['c', 'over-limit']
      ]
    );
  }
);

t.test('an admitted device never exceeds a limit, for any policy and any devices', async () => {
  const anyClass = fc.constantFrom(...deviceClasses);
  const anyRules = fc.record(
    {
      maxDevices: fc.nat(4),
      maxByClass: fc.dictionary(anyClass, fc.nat(3)),
      uncountedClasses: fc.uniqueArray(anyClass, { maxLength: 3 }),
      whenFull: fc.constantFrom('refuse' as const, 'replace-oldest' as const),
      overLimit: fc.constantFrom('keep' as const, 'deactivate-oldest' as const),
      idleAfterSeconds: fc.integer({ min: 1, max: 2_000_000 })
    },
    { requiredKeys: ['maxDevices'] }
  );
  const anyDevices = fc.array(fc.record({ class: anyClass, lastTokenAt: fc.nat(now) }), { maxLength: 8 });
  fc.assert(
    fc.property(
      anyRules,
      anyDevices,
      anyClass,
      fc.option(fc.nat(7)),
      fc.boolean(),
      (rules, made, deviceClass, replaced, override) => {
        const devices = made.map((more, i) => aDevice(`d${i}`, more));
        const candidate = { deviceClass, replaces: replaced === null ? undefined : `d${replaced}`, override };
        const admission = admit(rules, devices, candidate);
        if (!admission.admitted) {
          if (!admission.problem.conflicts) throw new Error('the refusal names no way out');
          return;
        }
        const policy = { name: 'p', ...rules };
        const gone = new Set([
          ...ids(admission.removes)!,
          ...dueRemovals(policy, devices, now).map(removal => removal.device.deviceId)
        ]);
        const staying = devices.filter(device => !gone.has(device.deviceId));
        if (!override && limitsOf(policy, staying, deviceClass).some(isFull))
          throw new Error('a limit is exceeded');
        const later = dueRemovals(
          { ...policy, idleAfterSeconds: undefined },
          [...staying, aDevice('new', { class: deviceClass, createdAt: now })],
          now
        );
        if (later.length > 0) throw new Error('a device loses its slot, and the decision did not name it');
      }
    )
  );
});

t.test('a refusal says of each rule, in order, what it led to; the last one refused', async t => {
  const swaps = { count: 'removals', max: 1, windowSeconds: 86_400 } as const;
  const full = admit({ maxDevices: 2, maxByClass: { tv: 2 } }, [
    aDevice('a'),
    aDevice('b', { class: 'mobile' })
  ]);
  t.match(full, {
    problem: {
      reasoning: [
        { rule: 'maxByClass', passed: true, detail: '1 of 2 devices of class tv are in use.' },
        { rule: 'maxDevices', passed: false, detail: '2 of 2 devices are in use.' },
        { rule: 'whenFull', passed: false }
      ]
    }
  });
  const replacing: DevicePolicyRules = { maxDevices: 1, whenFull: 'replace-oldest', swaps };
  const tooOften = admit(replacing, [aDevice('a')], {}, [aSwap(now - day / 2)]);
  t.match(tooOften, {
    problem: {
      reasoning: [
        { rule: 'maxDevices', passed: false },
        { rule: 'whenFull', passed: true },
        { rule: 'swaps', passed: false, detail: /^1 removals within 86400 seconds .* until 1970-01-13/ }
      ]
    }
  });
});
