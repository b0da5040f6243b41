import type { Capability } from '../api.ts';
import { texts } from '../texts.ts';
import { Time } from './time.tsx';

/** From where it is known what the DRM does. */
export function Evidence({ of: { source, checkedAt, learnedAt } }: { of: Capability }) {
  const words = texts.operations;
  if (source === 'configured') return words.configured;
  if (checkedAt !== undefined)
    return (
      <>
        {words.checked} <Time at={checkedAt} />
      </>
    );
  if (learnedAt !== undefined)
    return (
      <>
        {words.learned} <Time at={learnedAt} />
      </>
    );
  return words.nothingKnown;
}
