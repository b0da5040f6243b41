import { RestClientError } from '@expressplay-binding/rest-client';
import { useState } from 'preact/hooks';
import { pageAddress } from './address.ts';
import { useLoad } from './parts/load.ts';
import { ProblemNote } from './parts/problem.tsx';
import { session } from './session.ts';
import { signInWays, signInWithKey } from './sign-in-api.ts';
import { texts } from './texts.ts';

export function SignIn() {
  const ways = useLoad('ways', signInWays);
  const refused = new URLSearchParams(location.search).get('refused');
  return (
    <main class="sign-in">
      <section class="card">
        <h1>{texts.signIn.title}</h1>
        {refused !== null ? (
          <p class="note bad" role="alert">
            {texts.signIn.refused} {refused}
          </p>
        ) : null}
        <ProblemNote error={ways.error} />
        {ways.value === undefined ? null : ways.value.identityProvider ? (
          <a class="button" href={`${pageAddress('sign-in')}?to=${encodeURIComponent(location.pathname)}`}>
            {texts.signIn.withIdentityProvider}
          </a>
        ) : (
          <KeyForm />
        )}
      </section>
    </main>
  );
}

function KeyForm() {
  const [key, setKey] = useState('');
  const [error, setError] = useState<unknown>();
  const submit = async (event: Event) => {
    event.preventDefault();
    try {
      session.value = await signInWithKey(key);
    } catch (problem) {
      setError(problem);
    }
  };
  const wrong = error instanceof RestClientError && error.status === 401;
  return (
    <form class="stack" onSubmit={submit}>
      <label>
        {texts.signIn.apiKey}
        <input
          type="password"
          autocomplete="off"
          required
          value={key}
          aria-describedby="key-hint"
          onInput={event => setKey(event.currentTarget.value)}
        />
      </label>
      <p id="key-hint" class="quiet">
        {texts.signIn.hint}
      </p>
      {wrong ? (
        <p class="note bad" role="alert">
          {texts.signIn.wrong}
        </p>
      ) : (
        <ProblemNote error={error} />
      )}
      <button type="submit" class="primary">
        {texts.signIn.submit}
      </button>
    </form>
  );
}
