import { parseJson } from './error-body.ts';

/**
 * The shape of an answer, for an error: names of members or elements and types of values, never a value. Names that do not
 * look like names are masked, since a map may have keys that are secrets.
 *
 * @returns e.g. `{ events: [{ event_id: number, device: { id: string } }] }`, `<Events><Event>` or `text`
 */
export function shapeOf(body: string): string {
  const json = parseJson(body);
  const shape = json === undefined ? textShape(body) : jsonShape(json, 4);
  return shape.length > maxLength ? `${shape.slice(0, maxLength)}…` : shape;
}

const maxLength = 300;
const maxNames = 12;

function jsonShape(value: unknown, depth: number): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return depth === 0 ? '[…]' : `[${jsonShape(value[0], depth - 1)}]`;
  }
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const members = Object.entries(value);
  if (members.length === 0) return '{}';
  if (depth === 0) return '{…}';
  const shown = members
    .slice(0, maxNames)
    .map(([name, inner]) => `${safeName(name)}: ${jsonShape(inner, depth - 1)}`);
  if (members.length > maxNames) shown.push('…');
  return `{ ${shown.join(', ')} }`;
}

/** Markup as its first element names, in their order; everything else is `text`. */
function textShape(body: string): string {
  const start = body.slice(0, 10_000);
  if (!/^\s*</.test(start)) return body.trim() === '' ? 'nothing' : 'text';
  const names = [...start.matchAll(/<([A-Za-z][\w:.-]*)/g)].map(([, name = '']) => safeName(name));
  const distinct = [...new Set(names)].slice(0, maxNames);
  return distinct.map(name => `<${name}>`).join('') || 'text';
}

function safeName(name: string): string {
  return /^[A-Za-z_][\w:.-]{0,39}$/.test(name) && !/[0-9a-fA-F]{16}|\d{6}/.test(name) ? name : '…';
}
