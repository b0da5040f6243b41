import { useEffect, useRef } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { AccountPage } from './account/account-page.tsx';
import { base, pageAddress } from './address.ts';
import { FindPage } from './find.tsx';
import { OperationsPage } from './operations.tsx';
import { PoliciesPage } from './policies/policies-page.tsx';
import { PolicyPage } from './policies/policy-page.tsx';
import { session } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { currentSession, endSession } from './sign-in-api.ts';
import { texts } from './texts.ts';

export function App() {
  useEffect(() => {
    currentSession().then(
      found => {
        session.value = found;
      },
      () => {
        session.value = null;
      }
    );
  }, []);

  if (session.value === undefined) return <p class="sign-in">{texts.loading}</p>;
  if (session.value === null) return <SignIn />;
  return (
    <LocationProvider scope={base}>
      <a class="skip" href="#content">
        {texts.skip}
      </a>
      <Bar />
      <Content />
    </LocationProvider>
  );
}

function Content() {
  const main = useRef<HTMLElement>(null);
  const { path } = useLocation();
  const first = useRef(true);

  // A screen reader hears where a link led to; the first page keeps the focus where the browser put it.
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus();
  }, [path]);

  return (
    <main id="content" tabIndex={-1} ref={main}>
      <Router>
        <Route path={pageAddress('accounts/:accountId')} component={AccountPage} />
        <Route path={pageAddress('policies')} component={PoliciesPage} />
        <Route path={pageAddress('policies/:name')} component={PolicyPage} />
        <Route path={pageAddress('operations')} component={OperationsPage} />
        <Route default component={FindPage} />
      </Router>
    </main>
  );
}

function Bar() {
  const { path } = useLocation();
  const link = (name: string, target: string) => (
    <a href={pageAddress(target)} aria-current={path === pageAddress(target) ? 'page' : undefined}>
      {name}
    </a>
  );
  const person = session.value;
  return (
    <header class="bar">
      <div>
        <a class="brand" href={pageAddress('')}>
          {texts.brand}
        </a>
        <nav aria-label={texts.navigation}>
          {link(texts.find, '')}
          {link(texts.policies, 'policies')}
          {link(texts.operationsPage, 'operations')}
        </nav>
        <span class="quiet">
          {texts.signedInAs} <bdi>{person?.name}</bdi>
          {person && !person.scopes.includes('staff') ? ` (${texts.readOnly})` : ''}
        </span>
        <button type="button" onClick={() => endSession()}>
          {texts.signOut}
        </button>
      </div>
    </header>
  );
}
