import type { InputError } from '@expressplay-binding/binding-core';
import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import type { Component } from './http/component.ts';
import { inputErrors } from './http/input-errors.ts';
import { createAjv } from './http/validator.ts';
import { components } from './resources.ts';

/**
 * Makes a check for values that do not come over HTTP, as strict as that of bodies. The check returns what is wrong; nothing
 * when all is well.
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
