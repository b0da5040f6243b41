import type { EventCode } from '../event-codes.ts';
import { EventError } from '../event-error.ts';
import { wholeNumber } from './formats.ts';
import { first, type RequestParameters } from './parameters.ts';

/** The limits of time that a token puts on its license, as the request named them. Absent means no limit. */
export type LicenseTerms = {
  /** Widevine: seconds; their meaning depends on the reading of the published texts. */
  readonly licenseDuration?: number | undefined;
  /** Widevine: seconds of viewing. */
  readonly playbackDuration?: number | undefined;
  /** FairPlay: seconds from the redemption; 0 means no limit. */
  readonly rentalDuration?: number | undefined;
  /** PlayReady and Marlin Broadband: the end of the rental period, in milliseconds since 1970. */
  readonly rentalEnd?: number | undefined;
  /** PlayReady and Marlin Broadband: seconds from the first play. */
  readonly rentalPlayDuration?: number | undefined;
};

/**
 * A duration in whole seconds.
 *
 * @throws EventError with this code when it is present and is not a whole number.
 */
export function readSeconds(
  parameters: RequestParameters,
  name: string,
  code: EventCode
): number | undefined {
  const text = first(parameters, name);
  if (text === undefined) return undefined;
  const seconds = wholeNumber(text);
  if (seconds === undefined) throw new EventError(code);
  return seconds;
}

/**
 * Checks a duration that has no effect on the license.
 *
 * @throws EventError with this code when it is present and is not a whole number.
 */
export function checkSeconds(parameters: RequestParameters, name: string, code: EventCode): void {
  readSeconds(parameters, name, code);
}
