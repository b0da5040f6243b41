import type { CallReport } from './call-report.ts';
import type { Clock } from './clock.ts';
import type { SwitchesPatch } from './switches.ts';

/** How an emulator is started: every switch, and what cannot be changed while it runs. */
export type EmulatorOptions = SwitchesPatch & {
  /** TCP port; 0, the default, takes a free one. */
  readonly port?: number;
  /** Address to listen on; `127.0.0.1` when left out. */
  readonly host?: string;
  /** Where devices reach the emulator when that is not `url`, e.g. behind a proxy: `https://drm.example`. */
  readonly publicUrl?: string;
  /** Seals the tokens. Default: the one in the state file, or a random one. */
  readonly tokenSecret?: string;
  /**
   * A file that keeps the token secret, the records and the stored keys (NDJSON, readable only by its
   * owner), so that a restarted or killed emulator honors its tokens and still has its records. For one
   * emulator at a time.
   */
  readonly stateFile?: string;
  /**
   * Makes tokens, generated keys and chance repeat from run to run. Only for tests: it makes tokens
   * forgeable.
   */
  readonly seed?: string;
  /** Milliseconds since 1970; `Date.now` when left out. Counts while the switch `clock` is `real`. */
  readonly now?: Clock;
  /** Is called for every call to the emulated ExpressPlay with its outcome, without any secret. */
  readonly onCall?: (report: CallReport) => void;
};
