import { RestClientError } from '@expressplay-binding/rest-client';
import { pageAddress } from '../address.ts';
import { texts } from '../texts.ts';

/** What went wrong, in words for staff: what happened, and what to do now. */
export function ProblemNote({ error }: { error: unknown }) {
  if (error === undefined) return null;
  return (
    <div class="note bad" role="alert">
      <p>{explain(error)}</p>
      {error instanceof RestClientError && error.status === 401 ? (
        <p>
          <a href={pageAddress('')} target="_blank" rel="noreferrer">
            {texts.problems.signInAgain}
          </a>
        </p>
      ) : null}
      {error instanceof RestClientError && error.requestId !== undefined ? (
        <p class="quiet">
          {texts.problems.request} <span class="mono">{error.requestId}</span>
        </p>
      ) : null}
    </div>
  );
}

function explain(error: unknown): string {
  if (!(error instanceof RestClientError)) return String(error);
  if (error.code === 'network' || error.code === 'timeout') return texts.problems.network;
  switch (error.status) {
    case 401:
      return texts.problems.session;
    case 403:
      return `${texts.problems.forbidden} ${error.message}`;
    case 409:
      return `${error.message} ${texts.problems.conflict}`;
    case 429:
      return texts.problems.rateLimited(error.retryAfter ?? 60);
    default:
      return error.message;
  }
}
