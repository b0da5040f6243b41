import { useState } from 'preact/hooks';
import { readAccount } from '../api.ts';
import { ActionDialog } from '../parts/dialog.tsx';
import { useLoad } from '../parts/load.ts';
import { ProblemNote } from '../parts/problem.tsx';
import { texts } from '../texts.ts';
import { AccountActions } from './account-actions.tsx';
import { Devices } from './devices.tsx';
import type { PartProps } from './part-props.ts';
import { Registrations } from './registrations.tsx';
import { Rights } from './rights.tsx';
import { Slots } from './slots.tsx';
import { Timeline } from './timeline.tsx';
import { Tokens } from './tokens.tsx';
import type { Undo } from './undo.ts';

/** How often the page reads the account anew while somebody looks at it, in milliseconds. */
const refreshEvery = 5_000;

export function AccountPage({ accountId }: { accountId: string }) {
  const id = decodeURIComponent(accountId);
  const loaded = useLoad(id, () => readAccount(id), refreshEvery);
  const [done, setDone] = useState<{ readonly words: string; readonly undo?: Undo | undefined }>();
  const [undoing, setUndoing] = useState<Undo>();
  const { value: view, error, readAt } = loaded;
  if (view === undefined)
    return (
      <>
        <h1>
          {texts.account.title} <bdi>{id}</bdi>
        </h1>
        {error === undefined ? <p>{texts.loading}</p> : <ProblemNote error={error} />}
      </>
    );
  const fresh = error === undefined;
  const props: PartProps = {
    view,
    fresh,
    changed: undo => {
      setDone({ words: texts.actions.done, undo });
      void loaded.reload();
    }
  };
  return (
    <>
      <header class="stack">
        <h1>
          {texts.account.title} <bdi>{id}</bdi>
        </h1>
        <AccountActions {...props} />
        <div class="row">
          <p role="status" class="quiet">
            {done?.words ?? ''}
          </p>
          {done?.undo === undefined ? null : (
            <button type="button" disabled={!fresh} onClick={() => setUndoing(done.undo)}>
              {texts.actions.undo}
            </button>
          )}
        </div>
        {undoing === undefined ? null : (
          <ActionDialog
            title={undoing.title}
            confirm={texts.actions.undoConfirm}
            reason={undoing.reason}
            run={undoing.run}
            onClose={undone => {
              setUndoing(undefined);
              if (!undone) return;
              setDone({ words: texts.actions.undone });
              void loaded.reload();
            }}
          >
            <p class="note">
              <bdi>{undoing.effect}</bdi>
            </p>
          </ActionDialog>
        )}
        {fresh ? null : (
          <div class="note warn">
            <p>{texts.stale(readAt?.toLocaleTimeString() ?? '')}</p>
            <ProblemNote error={error} />
          </div>
        )}
      </header>
      <div class="columns">
        <div class="stack">
          <Devices {...props} />
          <Registrations {...props} />
          <Rights {...props} />
          <Tokens {...props} />
        </div>
        <div class="stack">
          <Slots {...props} />
          <Timeline {...props} />
        </div>
      </div>
    </>
  );
}
