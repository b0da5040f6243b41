const short: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };

/** A moment in the viewer's time zone, with UTC beside it for the log. */
export function Time({ at }: { at: string }) {
  const date = new Date(at);
  const utc = date.toISOString().slice(0, 16).replace('T', ' ');
  return (
    <time dateTime={at}>
      {date.toLocaleString(undefined, short)} <span class="quiet">({utc} UTC)</span>
    </time>
  );
}

/** The year in which the API says "without end". */
const endless = 9999;

export function isEndless(at: string): boolean {
  return new Date(at).getUTCFullYear() >= endless;
}

/** Seconds as the largest unit that divides them without a rest, e.g. `172800` as "2 days". */
export function duration(seconds: number): string {
  for (const [unit, size] of [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60]
  ] as const) {
    if (seconds % size === 0) return plural(seconds / size, unit);
  }
  return plural(seconds, 'second');
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The value of a `datetime-local` field as RFC 3339 in UTC. */
export function toUtc(local: string): string {
  return new Date(local).toISOString();
}
