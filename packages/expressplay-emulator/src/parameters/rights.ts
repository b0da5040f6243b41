import { EventError } from '../event-error.ts';
import type { Switches } from '../switches.ts';
import { isHex4 } from './formats.ts';
import { type LicenseTerms, readSeconds } from './license-terms.ts';
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
 * `rightsType`, when it is present.
 *
 * @throws EventError -2020 when it is empty, -2021 when it is neither `BuyToOwn` nor `Rental`.
 */
export function checkRightsType(parameters: RequestParameters): string | undefined {
  const rightsType = first(parameters, 'rightsType');
  if (rightsType === '') throw new EventError(-2020);
  if (rightsType !== undefined && rightsType !== 'BuyToOwn' && rightsType !== 'Rental')
    throw new EventError(-2021);
  return rightsType;
}

/**
 * `rightsType` with its rental parameters, as PlayReady and Marlin Broadband licenses take them.
 *
 * @returns the limits of a rental; none when the content is bought.
 * @throws EventError -2020, -2021, -2022 or -2025.
 */
export function readRentalTerms(
  parameters: RequestParameters,
  now: number,
  switches: Switches
): LicenseTerms {
  const rightsType = checkRightsType(parameters);
  if (rightsType === undefined && switches.parameters === 'strict') throw new EventError(-2020);
  const rentalPlayDuration = readPlayDuration(parameters, rightsType, switches);
  if (rightsType !== 'Rental') return {};
  const periodEnd = first(parameters, 'rental.periodEndTime');
  if (!periodEnd) throw new EventError(-2022);
  return { rentalEnd: readMoment(periodEnd, now, -2022), rentalPlayDuration };
}

function readPlayDuration(
  parameters: RequestParameters,
  rightsType: string | undefined,
  switches: Switches
): number | undefined {
  const seconds = readSeconds(parameters, 'rental.playDuration', -2025);
  if (seconds !== undefined && rightsType !== 'Rental' && switches.parameters === 'strict')
    throw new EventError(-2025);
  return seconds;
}
