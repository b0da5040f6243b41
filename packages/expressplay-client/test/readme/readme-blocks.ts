import { readFileSync } from 'node:fs';
import { eventCodes } from '../../src/errors/event-codes.ts';
import { settingsOf } from '../../src/options.ts';
import { documentedCalls } from './documented-calls.ts';

const blocks: Readonly<Record<string, () => string>> = {
  quickstart,
  defaults,
  parameters,
  'event codes': codes
};

/** The README with what follows from the code put between its `<!-- name -->` and `<!-- /name -->` marks. */
export function withBlocks(readme: string): string {
  return Object.entries(blocks).reduce((text, [name, block]) => {
    const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
    const [before, rest] = splitOnce(text, begin);
    return before + begin + block() + end + splitOnce(rest, end)[1];
  }, readme);
}

function quickstart(): string {
  const source = readFileSync(new URL('../../examples/quickstart.mjs', import.meta.url), 'utf8');
  return `\n\`\`\`js\n${source}\`\`\`\n\n`;
}

function defaults(): string {
  const { retry, circuitBreaker, ...plain } = settingsOf({ endpoints: 'test', customerAuthenticator: '' });
  const rows = Object.entries({
    ...plain,
    ...prefixed('retry', retry),
    ...prefixed('circuitBreaker', circuitBreaker)
  });
  return table(
    ['Option', 'Default'],
    rows.map(([option, value]) => [code(option), value.toLocaleString('en')])
  );
}

function parameters(): string {
  const rows = Object.entries(documentedCalls).flatMap(([call, options]) =>
    options.map(({ option, parameter: { names, required, rule, eventCodes, missingCode } }) => [
      call,
      code(option) + (required ? ' (required)' : ''),
      names.map(code).join(' '),
      rule,
      [...new Set([missingCode, ...eventCodes])].filter(Boolean).join(' ') || '–'
    ])
  );
  return table(['Call', 'Option', 'On the wire', 'Must be', 'ExpressPlay’s codes'], rows);
}

function codes(): string {
  const rows = Object.entries(eventCodes)
    .toSorted(([a], [b]) => Number(b) - Number(a))
    .map(([eventCode, { meaning, remedy, fixedBy, retryable }]) => [
      code(eventCode),
      meaning,
      remedy,
      fixedBy,
      retryable ? 'may help' : 'no',
      optionsWith(Number(eventCode)).map(code).join(' ') || '–'
    ]);
  return table(['Code', 'Meaning', 'What to do', 'Whose to fix', 'Retry', 'Concerns option'], rows);
}

/** The options whose values ExpressPlay refuses with this code. */
export function optionsWith(eventCode: number): string[] {
  const options = Object.values(documentedCalls)
    .flat()
    .filter(({ parameter: { eventCodes, missingCode } }) =>
      [missingCode, ...eventCodes].some(known => known === eventCode)
    );
  return [...new Set(options.map(({ option }) => option))];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map(cells => cells[column]?.length ?? 0))
  );
  const rule = widths.map(width => '-'.repeat(width));
  const lines = [head, rule, ...rows].map(cells => {
    const padded = cells.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    return `| ${padded.join(' | ')} |`;
  });
  return `\n${lines.join('\n')}\n\n`;
}

function prefixed(prefix: string, options: object): Record<string, number> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [`${prefix}.${name}`, value]));
}

function code(text: string): string {
  return `\`${text}\``;
}

function splitOnce(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`The README has no ${mark.trim()}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
