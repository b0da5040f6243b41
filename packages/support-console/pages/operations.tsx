import { api } from './api.ts';
import { EventList } from './parts/event-list.tsx';
import { useLoad } from './parts/load.ts';
import { ProblemNote } from './parts/problem.tsx';
import { Time } from './parts/time.tsx';
import { texts } from './texts.ts';

export function OperationsPage() {
  const capabilities = useLoad('capabilities', () => api.listCapabilities());
  const events = useLoad('events', async () => api.listAuditEvents({ limit: 50 }), 10_000);
  const words = texts.operations;
  return (
    <>
      <h1>{words.title}</h1>
      <section class="card" aria-labelledby="capabilities">
        <h2 id="capabilities">{words.capabilities}</h2>
        <ProblemNote error={capabilities.error} />
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">DRM</th>
                <th scope="col">{words.binding}</th>
                <th scope="col">{words.evidence}</th>
                <th scope="col">{words.unbound}</th>
              </tr>
            </thead>
            <tbody>
              {capabilities.value?.items.map(item => (
                <tr key={item.drm}>
                  <th scope="row">{item.drm}</th>
                  <td>{item.deviceBinding}</td>
                  <td>
                    {item.source === 'configured' ? (
                      words.configured
                    ) : item.checkedAt !== undefined ? (
                      <>
                        {words.checked} <Time at={item.checkedAt} />
                      </>
                    ) : item.learnedAt !== undefined ? (
                      <>
                        {words.learned} <Time at={item.learnedAt} />
                      </>
                    ) : (
                      words.nothingKnown
                    )}
                  </td>
                  <td>{item.allowUnbound ? words.issued : words.notIssued}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section class="card" aria-labelledby="recent">
        <h2 id="recent">{words.recent}</h2>
        <ProblemNote error={events.error} />
        <EventList events={events.value?.items ?? []} linked />
      </section>
    </>
  );
}
