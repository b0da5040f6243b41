import {
  checkOptions,
  functionRule,
  type OptionRule,
  type OptionRules,
  objectRule
} from '@expressplay-binding/binding-core';
import type { RegisterOptions } from 'fastify';

/** The use cases. */
export const bindingRule: OptionRule = objectRule(
  'the use cases that `createBinding({ store, licenses, settings })` returns',
  'issueToken',
  'lookUpDue'
);

/** Finds the owner of an API key. */
export const authenticateRule: OptionRule = functionRule(
  'a function that returns whose API key it is, e.g. `apiKeyAuthentication(binding)`'
);

/**
 * Checks the options of a plugin. Fastify adds those of `register` to them.
 * @throws {OptionError} For the first option that is unknown, missing or wrong.
 */
export function checkPluginOptions<Options>(
  plugin: string,
  options: Options,
  rules: OptionRules<Options>
): void {
  const { prefix, logLevel, logSerializers, ...own } = options as Options & RegisterOptions;
  checkOptions<Options>(plugin, own, rules);
}
