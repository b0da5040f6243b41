import type { InputError } from '@expressplay-binding/binding-core';
import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import { components } from '../components.ts';
import type { Component } from './component.ts';
import { inputErrors } from './input-errors.ts';
import { createAjv } from './validator.ts';

/**
 * Checks values that do not come over HTTP as strictly as bodies: gives what is wrong, nothing when all is well.
 *
 * @example
 * const check = createInputCheck(SaveContent);
 * check({ kid: 'x' }); // [{ path: '/key', message: 'is missing' }, …]
 */
export function createInputCheck({ name }: Component): (value: unknown) => readonly InputError[] {
  const validate = createAjv(components, {}).compile({ $ref: name });
  return value => {
    const errors = (validate(value) ? [] : validate.errors) as FastifySchemaValidationError[];
    return inputErrors(errors, 'body');
  };
}
