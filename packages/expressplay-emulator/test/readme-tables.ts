import { FaultSchema } from '../src/faults/fault.ts';
import { describeValue, FLAGS, printDefault } from '../src/flags.ts';

/** The rows of the README's table of switches. */
export const switchRows = FLAGS.map(({ name, variable, path, schema }) => {
  const value = describeValue(schema).replaceAll('|', ' \\| ');
  const fallback = schema.default === undefined ? '' : `\`${printDefault(schema.default)}\``;
  return `| \`${path.join('.')}\` | \`--${name}\`, \`${variable}\` | ${value} | ${fallback} | ${schema.description} |`;
});

const COMMON = ['kind', 'api', 'drm', 'times', 'rate'];

/** The rows of the README's table of faults. */
export const faultRows = FaultSchema.anyOf.map(fault => {
  const { properties } = fault;
  const description = 'description' in fault ? fault.description : '';
  const details = Object.keys(properties).filter(name => !COMMON.includes(name));
  return `| \`${properties.kind.const}\` | ${details.map(name => `\`${name}\``).join(', ')} | ${description} |`;
});
