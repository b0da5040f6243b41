import { type Finding, isMet } from './row.ts';

/** A line of the table, in columns that line up with those of the other lines. */
export function formatFinding(row: string, finding: Finding): string {
  const { figure, measures, target, details } = finding;
  const wanted = 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  const facts = Object.entries(details).map(([name, value]) => `${name} ${value}`);
  return [
    isMet(finding) ? '✔' : '✖',
    row.padEnd(10),
    formatFigure(figure).padStart(7),
    wanted.padEnd(7),
    measures,
    `(${facts.join(', ')})`
  ].join('  ');
}

function formatFigure(figure: number): string {
  return figure >= 100 ? String(Math.round(figure)) : figure.toFixed(2);
}
