import { BindingError, type BindingErrorCode } from '@expressplay-binding/binding-core';
import type { Answer } from './ask.ts';

/** Throws when ExpressPlay refused the authenticator, or never answered. */
export function checkAuthenticator(answers: readonly Answer[]): string {
  const refused = answers.find(({ fault }) => isOneOf(fault, ['upstream-credentials']));
  if (refused) throw refused.fault;
  const asked = answers.filter(({ skip }) => skip === undefined);
  if (asked.every(({ fault }) => isOneOf(fault, silent)))
    throw new Error('Nobody answered who could have looked at it.');
  return 'ExpressPlay accepts it.';
}

/** Throws an error that names the calls without an answer. */
export function checkHosts(answers: readonly Answer[]): string {
  const away = answers.filter(({ fault }) => isOneOf(fault, silent)).map(({ name }) => name);
  if (away.length > 0) throw new Error(`No answer for: ${away.join(', ')}.`);
  return 'All of them answer.';
}

const silent: readonly BindingErrorCode[] = ['upstream-unavailable', 'upstream-timeout'];

function isOneOf(fault: unknown, codes: readonly BindingErrorCode[]): boolean {
  return fault instanceof BindingError && codes.includes(fault.code);
}
