import type { InputError } from '@expressplay-binding/binding-core';
import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import { createAjv } from './http/compilers.ts';
import type { Component } from './http/component.ts';
import { inputErrors } from './http/input-errors.ts';
import { components } from './resources.ts';

/**
 * Returns a check for values that do not arrive over HTTP, as strict as the validation of bodies. The check returns the errors;
 * an empty list when the value is valid.
 *
 * @example
 * const check = createInputCheck(SaveContentJson);
 * check({ kid: 'x' }); // [{ path: '/key', message: 'is missing' }, …]
 */
export function createInputCheck({ name }: Component): (value: unknown) => readonly InputError[] {
  const validate = createAjv(components, {}).compile({ $ref: name });
  return value => {
    const errors = (validate(value) ? [] : validate.errors) as FastifySchemaValidationError[];
    return inputErrors(errors, 'body');
  };
}
