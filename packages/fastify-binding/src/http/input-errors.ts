import { BindingError, type InputError } from '@expressplay-binding/binding-core';
import type { FastifySchemaValidationError, SchemaErrorDataVar } from 'fastify/types/schema.js';

// A hostile body can have thousands of errors, and nobody reads more than these.
const mostErrors = 20;

/** Converts Ajv's errors. They do not repeat the values of the input, which may be secrets. */
export function inputErrors(
  errors: readonly FastifySchemaValidationError[],
  part: SchemaErrorDataVar | undefined
): InputError[] {
  const prefix = part === undefined || part === 'body' ? '' : `/${part}`;
  return errors
    .filter(error => error.keyword !== 'if')
    .slice(0, mostErrors)
    .map(error => ({ path: `${prefix}${pathOf(error)}`, message: messageOf(error) }));
}

/** The refusal of input with these errors. Every text of `validation` is built here. */
export function invalidInput(errors: readonly InputError[]): BindingError {
  const detail = errors.map(({ path, message }) => `${path || '/'} ${message}`).join('; ');
  return new BindingError({ code: 'validation', detail: `${detail}.`, errors });
}

/** The refusal of one wrong member, for rules that a schema cannot express. */
export function invalidMember(path: string, message: string): BindingError {
  return invalidInput([{ path, message }]);
}

function pathOf({ instancePath, params }: FastifySchemaValidationError): string {
  const member = params.missingProperty ?? params.additionalProperty;
  return typeof member === 'string' ? `${instancePath}/${escapePointer(member.slice(0, 100))}` : instancePath;
}

function messageOf({ keyword, message, params }: FastifySchemaValidationError): string {
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
      return 'is not a member of this request';
    case 'enum':
      return `must be one of ${(params.allowedValues as readonly unknown[]).join(', ')}`;
    case 'pattern':
      return 'does not have the documented format';
    default:
      return message ?? 'is not valid';
  }
}

/** RFC 6901, section 3. */
function escapePointer(member: string): string {
  return member.replaceAll('~', '~0').replaceAll('/', '~1');
}
