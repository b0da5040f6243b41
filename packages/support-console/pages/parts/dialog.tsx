import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { texts } from '../texts.ts';
import { ProblemNote } from './problem.tsx';

export interface ActionProps {
  readonly title: string;
  /** The words on the button that does it, e.g. `Confirm removal`. */
  readonly confirm: string;
  readonly dangerous?: boolean;
  /** Whether the API takes a reason for it. */
  readonly reason?: boolean;
  /** What it does: the dry run, and the fields of it. */
  readonly children: ComponentChildren;
  /** Whether it can be confirmed now: not before the dry run answered. */
  readonly ready?: boolean;
  run(reason: string): Promise<unknown>;
  /** Called when it is done or given up. */
  onClose(done: boolean): void;
}

/** Asks before something is changed: shows what will happen, takes the reason, and keeps it when the change fails. */
export function ActionDialog(props: ActionProps) {
  const { title, confirm, dangerous = false, reason: asks = true, ready = true } = props;
  const element = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  useEffect(() => element.current?.showModal(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await props.run(reason.trim());
      element.current?.close();
      props.onClose(true);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <dialog ref={element} aria-labelledby="dialog-title" onCancel={() => props.onClose(false)}>
      <form onSubmit={submit}>
        <h2 id="dialog-title">
          <bdi>{title}</bdi>
        </h2>
        {props.children}
        {asks ? (
          <label>
            {texts.reason}
            <textarea
              required
              maxLength={500}
              rows={2}
              value={reason}
              aria-describedby="reason-hint"
              onInput={event => setReason(event.currentTarget.value)}
            />
            <span id="reason-hint" class="quiet">
              {texts.reasonHint}
            </span>
          </label>
        ) : null}
        <ProblemNote error={error} />
        <footer>
          <button
            type="button"
            onClick={() => {
              element.current?.close();
              props.onClose(false);
            }}
          >
            {texts.cancel}
          </button>
          <button type="submit" class={dangerous ? 'danger' : 'primary'} disabled={busy || !ready}>
            {confirm}
          </button>
        </footer>
      </form>
    </dialog>
  );
}
