/** What an error body says: an event code and a sentence, either of which may be missing. */
export interface ErrorBody {
  /** ExpressPlay's code, e.g. -2018. */
  readonly eventCode?: number;
  /** The text, without anything that looks like a secret. */
  readonly message?: string;
}

/**
 * Reads an error body, JSON or HTML. The keys of ExpressPlay's JSON error are not public, so the first negative
 * integer of the codes' range counts as the code, else the first one within a text. The first text is the message.
 */
export function readErrorBody(body: string): ErrorBody {
  const json = parseJson(body);
  const found = json === undefined ? readMarkup(body) : readJson(json);
  return found.message === undefined ? found : { ...found, message: redact(found.message).slice(0, 300) };
}

/** Masks what may be a key, an authenticator or a token. */
function redact(text: string): string {
  return text.replace(/[\w+/=-]{32,}/g, '[redacted]');
}

/** `undefined` for what is not JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function readJson(json: unknown): ErrorBody {
  const leaves = leavesOf(json, 4);
  const eventCode =
    leaves.map(eventCodeOf).find(code => code !== undefined) ??
    leaves.map(eventCodeWithin).find(code => code !== undefined);
  const message = leaves.find(leaf => typeof leaf === 'string' && /[A-Za-z]/.test(leaf));
  return {
    ...(eventCode !== undefined && { eventCode }),
    ...(typeof message === 'string' && { message })
  };
}

function readMarkup(body: string): ErrorBody {
  const message = body
    .slice(0, 100_000)
    .replace(/<(script|style)\b[^<>]*>[^<]*/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const eventCode = eventCodeWithin(message);
  return { ...(eventCode !== undefined && { eventCode }), ...(message && { message }) };
}

function leavesOf(value: unknown, depth: number): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return depth === 0 ? [] : Object.values(value).flatMap(inner => leavesOf(inner, depth - 1));
}

/** A code within a text, e.g. `Error -2018: …`. */
function eventCodeWithin(leaf: unknown): number | undefined {
  const code = typeof leaf === 'string' ? /(?<![\w-])-[2-9]\d{3}(?!\d)/.exec(leaf)?.[0] : undefined;
  return code === undefined ? undefined : Number(code);
}

function eventCodeOf(leaf: unknown): number | undefined {
  const text = typeof leaf === 'number' || typeof leaf === 'string' ? String(leaf).trim() : '';
  return /^-[1-9]\d{3}$/.test(text) ? Number(text) : undefined;
}
