import t from 'tap';
import type { EmulatorOptions, Fault } from '../src/index.ts';

t.test('the types refuse what the emulator would refuse', async t => {
  const group: EmulatorOptions = { deviceBinding: { widevine: 'rejected' }, records: { delay: 5 } };
  const fault: Fault = { kind: 'status', status: 503, api: 'tokens', drm: 'widevine', times: 1 };
  // @ts-expect-error
  const unknownBinding: EmulatorOptions = { deviceBinding: { widevine: 'perhaps' } };
  // @ts-expect-error
  const unknownSwitch: EmulatorOptions = { colour: 'red' };
  // @ts-expect-error
  const unknownFault: Fault = { kind: 'flood' };
  // @ts-expect-error
  const faultWithoutDetail: Fault = { kind: 'latency' };
  t.ok([group, fault, unknownBinding, unknownSwitch, unknownFault, faultWithoutDetail]);
});
