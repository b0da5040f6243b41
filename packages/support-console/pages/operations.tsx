import { useState } from 'preact/hooks';
import { api, type Drm } from './api.ts';
import { ActionDialog } from './parts/dialog.tsx';
import { EventList } from './parts/event-list.tsx';
import { Evidence } from './parts/evidence.tsx';
import { useLoad } from './parts/load.ts';
import { ProblemNote } from './parts/problem.tsx';
import { may } from './session.ts';
import { texts } from './texts.ts';

const look = { enforced: 'good', unsupported: 'bad', unverified: 'warn' } as const;

export function OperationsPage() {
  const [forgetting, setForgetting] = useState<Drm>();
  const capabilities = useLoad('capabilities', () => api.listCapabilities());
  const events = useLoad('events', async () => api.listAuditEvents({ limit: 50 }), 10_000);
  const words = texts.operations;
  return (
    <>
      <h1>{words.title}</h1>
      <section class="card" aria-labelledby="capabilities">
        <h2 id="capabilities">{words.capabilities}</h2>
        <ProblemNote error={capabilities.error} />
        <ul class="list">
          {capabilities.value?.items.map(item => (
            <li key={item.drm}>
              <div class="spread">
                <h3>
                  {item.drm} <span class={`tag ${look[item.deviceBinding]}`}>{item.deviceBinding}</span>
                </h3>
                {may('staff') && (item.source === 'learned' || item.source === 'checked') ? (
                  <button type="button" onClick={() => setForgetting(item.drm)}>
                    {words.forget}
                  </button>
                ) : null}
              </div>
              <dl class="facts">
                <dt>{words.evidence}</dt>
                <dd>
                  <Evidence of={item} />
                </dd>
                <dt>{words.unbound}</dt>
                <dd>{item.allowUnbound ? words.issued : words.notIssued}</dd>
              </dl>
            </li>
          ))}
        </ul>
      </section>
      <section class="card" aria-labelledby="recent">
        <h2 id="recent">{words.recent}</h2>
        <ProblemNote error={events.error} />
        <EventList events={events.value?.items ?? []} linked />
      </section>
      {forgetting === undefined ? null : (
        <ActionDialog
          title={words.forgetTitle(forgetting)}
          confirm={words.forgetConfirm}
          run={reason => api.forgetCapability({ drm: forgetting, reason })}
          onClose={done => {
            setForgetting(undefined);
            if (done) void capabilities.reload();
          }}
        >
          <p class="note">{words.forgetEffect}</p>
        </ActionDialog>
      )}
    </>
  );
}
