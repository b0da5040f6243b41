import type { StoredKeys } from '../parameters/content-keys.ts';
import type { RequestParameters } from '../parameters/parameters.ts';
import type { Switches } from '../switches.ts';
import type { TokenContent } from '../token/token-content.ts';

/** A token request whose authenticator was found valid. */
export type TokenCall = {
  readonly parameters: RequestParameters;
  readonly switches: Switches;
  readonly stored: StoredKeys;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** What goes back to the caller when a token was issued. */
export type TokenAnswer = { readonly contentType: string; readonly body: string };

/** An issued token, and what the answer needs. */
export type IssuedToken = {
  readonly token: Buffer;
  readonly content: TokenContent;
  /** Scheme and authority of the license server, e.g. `http://127.0.0.1:3001`. */
  readonly origin: string;
  readonly parameters: RequestParameters;
};

/** How one DRM's token requests are read and answered. */
export type TokenKind = {
  /** @throws EventError with the documented code of the first mistake. */
  readonly read: (call: TokenCall) => TokenContent;
  readonly answer: (issued: IssuedToken) => TokenAnswer;
};
