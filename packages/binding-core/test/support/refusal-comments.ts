import { type BindingErrorCode, bindingErrorCodes } from '../../src/index.ts';
import { refusals } from './refusals.ts';

const lineWidth = 120;
/** Codes with one of these prefixes are written as one, where a use case lists all of them. */
const prefixes = ['idempotency-', 'upstream-'];

/** Where the interface of all use cases is. */
export const bindingFile = new URL('../../src/binding.ts', import.meta.url);

/** Ends the doc comment of each use case with the codes that it lists, so that an editor shows them with the method. */
export function withRefusals(source: string): string {
  return Object.entries(refusals).reduce((text, [useCase, codes]) => withCodes(text, useCase, codes), source);
}

function withCodes(source: string, useCase: string, codes: readonly BindingErrorCode[]): string {
  const method = new RegExp(`  /\\*\\*((?:(?!\\*/).)*)\\*/\\n(?=  ${useCase}\\()`, 's');
  if (!method.test(source)) throw new Error(`The use case ${useCase} has no doc comment in binding.ts.`);
  return source.replace(method, (_, comment: string) => {
    const words = comment
      .split(/\s+(?:\*\s+)?/)
      .join(' ')
      .trim();
    const text = words.replace(/ ?Refuses with [^.]*\./, '');
    return docComment(codes.length > 0 ? `${text} Refuses with ${named(codes)}.` : text);
  });
}

function named(codes: readonly BindingErrorCode[]): string {
  const names = codes.map(code => {
    const prefix = prefixes.find(prefix => code.startsWith(prefix));
    const all = bindingErrorCodes.filter(other => prefix && other.startsWith(prefix));
    return prefix && all.every(other => codes.includes(other)) ? `\`${prefix}…\`` : `\`${code}\``;
  });
  return [...new Set(names)].join(', ');
}

function docComment(text: string): string {
  const line = `  /** ${text} */\n`;
  if (line.length <= lineWidth + 1) return line;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length === 0 || longer.length > lineWidth) lines.push(`   * ${word}`);
    else lines[lines.length - 1] = longer;
  }
  return `  /**\n${lines.join('\n')}\n   */\n`;
}
