import { BindingError, type InputError } from '@expressplay-binding/binding-core';
import type { FastifySchemaValidationError, SchemaErrorDataVar } from 'fastify/types/schema.js';

// A hostile body can have thousands of mistakes; nobody reads more than these.
const mostErrors = 20;

/** Ajv's errors as members of the input. Values are not repeated: they may be secrets. */
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

/** One wrong member that no schema can see. */
export function inputError(path: string, message: string): BindingError {
  return new BindingError({
    code: 'validation',
    detail: `${path} ${message}.`,
    errors: [{ path, message }]
  });
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
