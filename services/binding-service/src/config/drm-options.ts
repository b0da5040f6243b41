import type { DrmOptions as Options } from '@expressplay-binding/binding-core';
import { createInputCheck, DrmOptions } from '@expressplay-binding/fastify-binding';
import { ConfigurationError } from './read-variables.ts';

const check = createInputCheck(DrmOptions);

/** Reads DRM_OPTIONS. @throws {ConfigurationError} which names the first member that is wrong. */
export function drmOptionsOf(text: string | undefined): Options {
  if (text === undefined) return {};
  const options = parse(text);
  const [first] = check(options);
  if (first) throw new ConfigurationError(`DRM_OPTIONS: ${first.path || '/'} ${first.message}.`);
  return options as Options;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigurationError('DRM_OPTIONS is not JSON.');
  }
}
