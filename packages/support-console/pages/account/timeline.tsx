import { EventList } from '../parts/event-list.tsx';
import { texts } from '../texts.ts';
import type { PartProps } from './part-props.ts';

/** Everything that happened to the account, the newest first. */
export function Timeline({ view }: PartProps) {
  return (
    <section class="card" aria-labelledby="timeline">
      <header>
        <h2 id="timeline">{texts.account.timeline}</h2>
        <span class="quiet">{texts.account.live}</span>
      </header>
      <EventList events={view.events} />
    </section>
  );
}
