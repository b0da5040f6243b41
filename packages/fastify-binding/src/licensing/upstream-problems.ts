import { BindingError, type BindingErrorCode, type BindingProblem } from '@expressplay-binding/binding-core';
import {
  ExpressPlayArgumentError,
  ExpressPlayDecodeError,
  ExpressPlayError,
  ExpressPlayHttpError,
  ExpressPlayRefusedError
} from '@expressplay-binding/expressplay-client';

// The event codes of ExpressPlay with a code of their own; all others become `upstream-rejected`.
const codesOfEvents: Readonly<Record<number, BindingErrorCode>> = {
  [-2017]: 'upstream-credentials',
  [-2018]: 'upstream-credentials',
  [-2031]: 'upstream-credentials',
  [-2019]: 'upstream-credits-exhausted',
  [-6008]: 'binding-unsupported',
  [-7002]: 'binding-unsupported'
};

const details: Readonly<Partial<Record<BindingErrorCode, string>>> = {
  'binding-unsupported':
    'ExpressPlay does not bind tokens of this DRM to a device. Use another DRM of the device.',
  'upstream-credentials':
    'ExpressPlay refused the credentials of the service. Its operator has to check the customer authenticator.',
  'upstream-credits-exhausted': 'ExpressPlay has no credits left for the operator of the service.',
  'upstream-rejected': 'ExpressPlay refused the request.',
  'upstream-timeout': 'ExpressPlay did not answer in time. Send the request again.',
  'upstream-unavailable': 'ExpressPlay is not available now. Send the request again in a few seconds.'
};

/** Converts a failed call to ExpressPlay into a refusal. Returns any other error as it is: it is a fault of the service. */
export function toBindingError(error: unknown): unknown {
  if (!(error instanceof ExpressPlayError)) return error;
  const code = codeOf(error);
  const problem: BindingProblem = {
    code,
    detail: detailOf(error, code),
    retryable: error.retryable,
    retryAfter: error.retryable ? 5 : undefined,
    upstream: upstreamOf(error)
  };
  return new BindingError(problem, { cause: error });
}

/** The answer of ExpressPlay, or the answer that it would have sent to a request that the client did not send. */
function upstreamOf(error: ExpressPlayError): BindingProblem['upstream'] {
  if (error instanceof ExpressPlayRefusedError) return { code: error.eventCode, message: error.meaning };
  if (error instanceof ExpressPlayArgumentError && error.eventCode !== undefined)
    return { code: error.eventCode, message: error.message };
  return undefined;
}

function codeOf(error: ExpressPlayError): BindingErrorCode {
  if (error instanceof ExpressPlayRefusedError) return codesOfEvents[error.eventCode] ?? 'upstream-rejected';
  if (error instanceof ExpressPlayHttpError || error instanceof ExpressPlayArgumentError) {
    return error.retryable ? 'upstream-unavailable' : 'upstream-rejected';
  }
  switch (error.code) {
    case 'timeout':
      return 'upstream-timeout';
    case 'undecodable-answer':
      return 'upstream-rejected';
    default:
      return 'upstream-unavailable';
  }
}

/** Says what to do: the remedy of the event code, or for an unreadable answer its shape. */
function detailOf(error: ExpressPlayError, code: BindingErrorCode): string {
  const detail = details[code] ?? '';
  if (error instanceof ExpressPlayDecodeError) {
    const shape = error.shape === undefined ? 'It is too long.' : `Its shape is ${error.shape}.`;
    return `The answer of ExpressPlay cannot be read. ${shape} The operator of the service has to set how it is decoded.`;
  }
  if (code !== 'upstream-rejected') return detail;
  if (error instanceof ExpressPlayRefusedError)
    return `${detail} ${capitalized(error.meaning)}. ${error.remedy}`;
  return error instanceof ExpressPlayArgumentError ? `${detail} ${error.message}.` : detail;
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
