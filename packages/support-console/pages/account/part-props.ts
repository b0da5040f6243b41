import type { AccountView } from '../api.ts';
import type { Undo } from './undo.ts';

/** What every part of the account's page gets. */
export interface PartProps {
  readonly view: AccountView;
  /** Reads the account anew after a change, and offers to undo it. */
  changed(undo?: Undo): void;
  /** False while the page shows something that may be out of date: then nothing can be pressed. */
  readonly fresh: boolean;
}
