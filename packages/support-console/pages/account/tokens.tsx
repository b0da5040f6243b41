import { Time } from '../parts/time.tsx';
import { texts } from '../texts.ts';
import type { PartProps } from './part-props.ts';

/** The tokens that were issued last. */
export function Tokens({ view }: PartProps) {
  return (
    <section class="card" aria-labelledby="tokens">
      <header>
        <h2 id="tokens">{texts.account.recentTokens}</h2>
      </header>
      {view.tokens.length === 0 ? <p>{texts.account.noTokens}</p> : null}
      <ul class="list">
        {view.tokens.map(token => (
          <li key={token.tokenId}>
            <div class="row">
              <bdi>{token.contentId}</bdi>
              <span class="tag">{token.drm}</span>
              <span class={`tag ${token.binding === 'enforced' ? 'good' : 'warn'}`}>{token.binding}</span>
            </div>
            <p class="quiet">
              <Time at={token.issuedAt} />; {texts.token.playable}{' '}
              {token.playableUntil === undefined ? texts.device.endless : <Time at={token.playableUntil} />}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
