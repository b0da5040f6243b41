import { type DrmOptions, drmOptionErrors } from '@expressplay-binding/binding-core';
import { createInputCheck, DrmOptionsJson } from '@expressplay-binding/fastify-binding';
import { ConfigurationError } from './read-variables.ts';

const check = createInputCheck(DrmOptionsJson);

/** Reads DRM_OPTIONS. @throws {ConfigurationError} which names the first member that is wrong. */
export function drmOptionsOf(text: string | undefined): DrmOptions {
  if (text === undefined) return {};
  const options = parse(text);
  const [first] = [...check(options), ...drmOptionErrors(options as DrmOptions, '')];
  if (first) throw new ConfigurationError(`DRM_OPTIONS: ${first.path || '/'} ${first.message}.`);
  return options as DrmOptions;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigurationError('DRM_OPTIONS is not JSON.');
  }
}
