import { api } from '../api.ts';
import { EventList } from '../parts/event-list.tsx';
import { useLoad } from '../parts/load.ts';
import { ProblemNote } from '../parts/problem.tsx';
import { texts } from '../texts.ts';

/** What the policy was before each change, and who changed it. It is read anew when `version` changes. */
export function PolicyHistory({ name, version }: { name: string; version: number }) {
  const events = useLoad(`${name} ${version}`, async () =>
    api.listAuditEvents({ subject: name, action: 'policy.saved' })
  );
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{texts.policy.history}</h2>
      <ProblemNote error={events.error} />
      <EventList events={events.value?.items ?? []} />
    </section>
  );
}
