import {
  BindingError,
  type BindingErrorCode,
  completeRegistrationRefusals,
  issueTimeBasedTokenRefusals,
  issueTokenRefusals,
  readRegistrationRefusals,
  registrationProblemCodes,
  renewDummyTokenRefusals
} from '@expressplay-binding/binding-core';
import { ruleProblems } from '../problems/rule-problems.ts';

// Codes of this door only; the table of problems has the numbers of all other refusals.
const ownErrors = {
  'time-based-not-allowed': 101,
  'cookie-missing': 102,
  'not-the-dummy-content': 103,
  'marlin-bb-without-url': 120,
  'time-based-without-cookie': 121,
  'registrations-scope-missing': 122,
  'registration-pending': 301
} as const;

/** Why the SEES door denies a request that no rule refuses. */
export type SeesDenialCode = keyof typeof ownErrors;

/** The `error` of a denied request, by code. */
export const seesErrors = {
  ...ownErrors,
  ...Object.fromEntries(Object.entries(ruleProblems).map(([code, { seesError }]) => [code, seesError]))
} as Readonly<Record<SeesDenialCode | BindingErrorCode, number>>;

const denials = new Set([
  ...(Object.keys(ownErrors) as SeesDenialCode[]),
  ...readRegistrationRefusals,
  ...renewDummyTokenRefusals,
  ...completeRegistrationRefusals,
  ...registrationProblemCodes,
  ...issueTokenRefusals,
  ...issueTimeBasedTokenRefusals
]);

/** Every `error` that an answer can have, with its code, for the OpenAPI document. */
export const seesErrorList = [...denials]
  .map(code => `${seesErrors[code]} \`${code}\``)
  .sort()
  .join(', ');

/** The SEES door denies a request that no rule refuses. */
export class SeesDenial extends Error {
  override readonly name = 'SeesDenial';
  /** Why, for programs. */
  readonly code: SeesDenialCode;

  constructor(code: SeesDenialCode, text: string) {
    super(text);
    this.code = code;
  }
}

/** The members of the answer to a refusal; `undefined` when the error is a fault of the service. */
export function denialOf(error: unknown): { readonly error: number; readonly errorText: string } | undefined {
  if (!(error instanceof SeesDenial || error instanceof BindingError)) return undefined;
  return { error: seesErrors[error.code], errorText: error.message };
}
