import type { Drm } from './drm.ts';
import type { Api } from './faults/fault.ts';

/** What a route is, so that its calls can be counted and hit by faults. */
export type CallKind = { readonly api: Api; readonly drm?: Drm | undefined };

type PerDrm = { readonly [Name in Drm]: number };

/** How often each API was called since the start or the last reset, refused calls included. */
export type Calls = {
  /** Token requests, per DRM. */
  readonly tokens: PerDrm;
  /** License requests of devices, per DRM. */
  readonly redemptions: PerDrm;
  /** Calls of record retrieval. */
  readonly records: number;
  /** Calls of key storage. */
  readonly keystore: number;
  /** Refusals by event error code, e.g. `{ '-2018': 1 }`. */
  readonly refused: Readonly<Record<string, number>>;
};

/** Counts calls. */
export type CallCounter = {
  readonly count: (kind: CallKind) => void;
  readonly refuse: (code: number) => void;
  readonly snapshot: () => Calls;
  readonly reset: () => void;
};

export function createCallCounter(): CallCounter {
  let calls = none();
  return {
    count: ({ api, drm }) => {
      if (api === 'records' || api === 'keystore') calls[api]++;
      else if (drm !== undefined) calls[api][drm]++;
    },
    refuse: code => {
      calls.refused[code] = (calls.refused[code] ?? 0) + 1;
    },
    snapshot: () => structuredClone(calls),
    reset: () => {
      calls = none();
    }
  };
}

const perDrm = () => ({ widevine: 0, playready: 0, fairplay: 0, ms3: 0, bb: 0, universal: 0 });

const none = () => ({
  tokens: perDrm(),
  redemptions: perDrm(),
  records: 0,
  keystore: 0,
  refused: {} as Record<string, number>
});
