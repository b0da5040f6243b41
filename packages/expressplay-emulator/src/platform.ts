import { type CallCounter, createCallCounter } from './calls.ts';
import type { Clock } from './clock.ts';
import { createKeyStores, type KeyStores } from './keystore/key-store.ts';
import { createRandom, type Random } from './random.ts';
import { createRecordLog, type RecordLog, type Redemption } from './records/record-log.ts';
import { createMarlinUsers, type MarlinUsers, type Membership } from './redemption/marlin-users.ts';
import { openStateFile, type StateEntry, type StateFile } from './state-file.ts';
import { createSwitchboard, type Switchboard } from './switchboard.ts';
import type { SwitchesPatch } from './switches.ts';
import { createSeal } from './token/seal.ts';
import { createTokenMint, type TokenMint } from './token/token-mint.ts';

/** How a platform is set up; see `EmulatorOptions` for the meaning of each. */
export type PlatformOptions = {
  readonly switches: SwitchesPatch;
  readonly now: Clock;
  readonly seed?: string | undefined;
  readonly tokenSecret?: string | undefined;
  readonly stateFile?: string | undefined;
};

/** The emulated ExpressPlay behind the routes: all that it knows and remembers. */
export type Platform = {
  readonly switchboard: Switchboard;
  readonly now: Clock;
  readonly random: Random;
  readonly mint: TokenMint;
  readonly records: Omit<RecordLog, 'add'>;
  readonly keys: KeyStores;
  readonly marlinUsers: MarlinUsers;
  readonly calls: CallCounter;
  readonly logRedemption: (redemption: Redemption) => void;
  readonly changeMembership: (membership: Membership) => void;
  /** Forgets everything but the token secret, and puts the switches back. */
  readonly reset: () => void;
  readonly close: () => void;
};

/** @throws TypeError for a switch that does not exist, Error for a state file that cannot be used. */
export function createPlatform(options: PlatformOptions): Platform {
  const switchboard = createSwitchboard(options.switches);
  const random = createRandom(options.seed);
  const state = options.stateFile === undefined ? undefined : openStateFile(options.stateFile);
  const records = createRecordLog();
  const keys = createKeyStores(key => state?.append({ key }));
  const marlinUsers = createMarlinUsers();
  const calls = createCallCounter();

  const forget = (): void => {
    records.clear();
    keys.clear();
    marlinUsers.clear();
  };
  for (const entry of state?.entries ?? []) {
    if ('event' in entry) records.restore(entry.event);
    else if ('key' in entry) keys.restore(entry.key);
    else if ('membership' in entry) marlinUsers.change(entry.membership);
    else if ('reset' in entry) forget();
  }

  return {
    switchboard,
    now: () => {
      const { clock } = switchboard.current;
      return clock === 'real' ? options.now() : Date.parse(clock);
    },
    random,
    mint: createTokenMint(
      createSeal(options.tokenSecret ?? options.seed ?? keptSecret(state, random), random)
    ),
    records,
    keys,
    marlinUsers,
    calls,
    logRedemption: redemption => {
      const event = records.add(redemption);
      state?.append({ event });
    },
    changeMembership: membership => {
      state?.append({ membership });
      marlinUsers.change(membership);
    },
    reset: () => {
      state?.append({ reset: true });
      forget();
      calls.reset();
      random.restart();
      switchboard.reset();
    },
    close: () => state?.close()
  };
}

/** The secret in the state file, so that a restarted emulator honors the tokens it issued; or a new one. */
function keptSecret(state: StateFile | undefined, random: Random): string {
  const kept = state?.entries.find(
    (entry): entry is Extract<StateEntry, { secret: string }> => 'secret' in entry
  );
  if (kept !== undefined) return kept.secret;
  const secret = random.bytes(32).toString('base64url');
  state?.append({ secret });
  return secret;
}
