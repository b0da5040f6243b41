import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { accountAddress, pageAddress } from './address.ts';
import { type Found, find } from './api.ts';
import { useLoad } from './parts/load.ts';
import { ProblemNote } from './parts/problem.tsx';
import { texts } from './texts.ts';

export function FindPage() {
  const { query, route } = useLocation();
  const wanted = query.q ?? '';
  const [text, setText] = useState(wanted);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const submit = (event: Event) => {
    event.preventDefault();
    route(`${pageAddress('')}?q=${encodeURIComponent(text.trim())}`);
  };
  return (
    <>
      <h1>{texts.find}</h1>
      <search>
        <form class="search" onSubmit={submit}>
          <label>
            {texts.search.label}
            <input
              ref={field}
              type="search"
              required
              maxLength={255}
              value={text}
              aria-describedby="search-hint"
              onInput={event => setText(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="primary">
            {texts.search.submit}
          </button>
        </form>
      </search>
      <p id="search-hint" class="quiet">
        {texts.search.hint}
      </p>
      {wanted === '' ? null : <Results wanted={wanted} />}
    </>
  );
}

function Results({ wanted }: { wanted: string }) {
  const found = useLoad(wanted, () => find(wanted));
  return (
    <section class="card" aria-labelledby="results" aria-live="polite">
      <h2 id="results">{texts.search.results}</h2>
      <ProblemNote error={found.error} />
      {found.value === undefined && found.error === undefined ? <p>{texts.loading}</p> : null}
      {found.value?.length === 0 ? (
        <p>
          {texts.search.nothing} <bdi>{wanted}</bdi>
        </p>
      ) : null}
      <ul class="list">
        {found.value?.map(item => (
          <Row key={`${item.kind} ${item.id} ${item.accountId}`} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Row({ item }: { item: Found }) {
  return (
    <li>
      <div class="row">
        <span class="tag">{texts.search[item.kind]}</span>
        {item.accountId === undefined ? (
          <span class="mono">{item.id}</span>
        ) : (
          <a href={accountAddress(item.accountId)}>
            <bdi>{item.label}</bdi>
          </a>
        )}
        {item.kind === 'account' || item.accountId === undefined ? null : (
          <span class="quiet">
            {texts.search.ofAccount} <bdi>{item.accountId}</bdi>
          </span>
        )}
      </div>
    </li>
  );
}
