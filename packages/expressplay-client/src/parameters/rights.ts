import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { type ExpressPlayTime, generalFlags, integer, oneOf, time } from './kinds.ts';
import { type ParameterTable, required } from './parameter.ts';

/** Whether a right ends, and when. */
export interface Rental {
  /** `BuyToOwn` never ends; `Rental` ends at `rentalPeriodEndTime`. */
  rightsType: 'BuyToOwn' | 'Rental';
  /** When a rental ends; required for `Rental`, and only for it. Wire name: `rental.periodEndTime`. */
  rentalPeriodEndTime?: ExpressPlayTime;
  /** Seconds of play once a rental's playback has begun; only for `Rental`. Wire name: `rental.playDuration`. */
  rentalPlayDuration?: number;
}

/** The rights of a PlayReady or Marlin Broadband license. */
export interface Rights extends Rental {
  /** 8 hex digits, or `0000` for none; `00000001` asks for a persistent license, which PlayReady needs for a rental. */
  generalFlags?: string;
}

export const rentalParameters: ParameterTable<Rental> = {
  /** `BuyToOwn` never ends; `Rental` ends at `rentalPeriodEndTime`. */
  rightsType: oneOf('rightsType', ['BuyToOwn', 'Rental'], -2021),
  rentalPeriodEndTime: time('rental.periodEndTime', Number.POSITIVE_INFINITY, -2022),
  rentalPlayDuration: integer('rental.playDuration', { min: 1, unit: 'seconds' }, -2025, -2023)
};

export const rightsParameters: ParameterTable<Rights> = {
  ...rentalParameters,
  rightsType: required(rentalParameters.rightsType, -2020),
  generalFlags: generalFlags()
};

/** The rules between the options. */
export function checkRights(rights: Omit<Rights, 'generalFlags'>): void {
  if (rights.rightsType === 'Rental') {
    if (rights.rentalPeriodEndTime === undefined) {
      throw new ExpressPlayArgumentError('rentalPeriodEndTime', 'is required for a rental', -2022);
    }
    return;
  }
  for (const option of ['rentalPeriodEndTime', 'rentalPlayDuration'] as const) {
    if (rights[option] !== undefined)
      throw new ExpressPlayArgumentError(option, 'is for rentals only', -2021);
  }
}
