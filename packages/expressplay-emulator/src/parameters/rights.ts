import type { EventCode } from '../event-codes.ts';
import { EventError } from '../event-error.ts';
import type { Switches } from '../switches.ts';
import { isHex4, wholeNumber } from './formats.ts';
import { readMoment } from './lifetime.ts';
import { first, type RequestParameters } from './parameters.ts';

/** The lowest bit of `generalFlags`: the device may keep the license. */
const PERSISTENT = 1;

/**
 * `generalFlags`, 8 hexadecimal digits. The 2016 text prints the only value that Widevine and FairPlay take
 * with 4 digits, `0000`, so that form counts as well.
 *
 * @throws EventError -5003
 */
export function readPersistent(parameters: RequestParameters): boolean {
  const flags = first(parameters, 'generalFlags');
  if (flags === undefined || flags === '0000') return false;
  if (!isHex4(flags)) throw new EventError(-5003);
  return (Number.parseInt(flags, 16) & PERSISTENT) !== 0;
}

/** @throws EventError -5003 where strict parameters allow no flags at all (Widevine and FairPlay). */
export function readOptionalPersistent(parameters: RequestParameters, switches: Switches): boolean {
  const persistent = readPersistent(parameters);
  const flags = first(parameters, 'generalFlags') ?? '';
  if (switches.parameters === 'strict' && /[^0]/.test(flags)) throw new EventError(-5003);
  return persistent;
}

/**
 * `rightsType` with its rental parameters, as PlayReady and Marlin Broadband licenses take them.
 *
 * @returns when the rental period ends, in milliseconds since 1970; undefined when the content is bought.
 * @throws EventError -2020, -2021, -2022 or -2025.
 */
export function readRentalEnd(
  parameters: RequestParameters,
  now: number,
  switches: Switches
): number | undefined {
  const rightsType = first(parameters, 'rightsType');
  if (rightsType === undefined && switches.parameters === 'strict') throw new EventError(-2020);
  if (rightsType !== undefined && rightsType !== 'BuyToOwn' && rightsType !== 'Rental')
    throw new EventError(-2021);
  checkPlayDuration(parameters, rightsType, switches);
  if (rightsType !== 'Rental') return undefined;
  const periodEnd = first(parameters, 'rental.periodEndTime');
  if (!periodEnd) throw new EventError(-2022);
  return readMoment(periodEnd, now, -2022);
}

function checkPlayDuration(
  parameters: RequestParameters,
  rightsType: string | undefined,
  switches: Switches
): void {
  checkSeconds(parameters, 'rental.playDuration', -2025);
  const given = first(parameters, 'rental.playDuration') !== undefined;
  if (given && rightsType !== 'Rental' && switches.parameters === 'strict') throw new EventError(-2025);
}

/** @throws EventError with this code when the parameter is there and is not a whole number of seconds. */
export function checkSeconds(parameters: RequestParameters, name: string, code: EventCode): void {
  const seconds = first(parameters, name);
  if (seconds !== undefined && wholeNumber(seconds) === undefined) throw new EventError(code);
}
