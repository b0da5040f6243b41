import type { CallKind } from '../calls.ts';
import type { Random } from '../random.ts';
import type { Fault } from './fault.ts';

/** Every fault that hits a call: how long it is held up, and what goes wrong then. */
export type Misfortune = {
  /** Milliseconds. */
  readonly latency: number;
  readonly fault: Exclude<Fault, { kind: 'latency' }> | undefined;
};

const hits = new WeakMap<Fault, number>();

/**
 * Adds up the latencies that apply to this call and takes the first other fault that does; counts their
 * hits.
 */
export function chooseFault(faults: readonly Fault[], call: CallKind, random: Random): Misfortune {
  let latency = 0;
  for (const fault of faults) {
    if (!concerns(fault, call) || isSpent(fault) || !drawsLot(fault, random)) continue;
    hits.set(fault, (hits.get(fault) ?? 0) + 1);
    if (fault.kind !== 'latency') return { latency, fault };
    latency += fault.ms;
  }
  return { latency, fault: undefined };
}

const concerns = (fault: Fault, { api, drm }: CallKind): boolean =>
  (fault.api === undefined || fault.api === api) && (fault.drm === undefined || fault.drm === drm);

const isSpent = (fault: Fault): boolean => fault.times !== undefined && (hits.get(fault) ?? 0) >= fault.times;

const drawsLot = ({ rate = 1 }: Fault, random: Random): boolean =>
  rate >= 1 || random.bytes(4).readUInt32BE() / 2 ** 32 < rate;
