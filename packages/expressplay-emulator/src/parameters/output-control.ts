import { EventError } from '../event-error.ts';
import { isHex4, wholeNumber } from './formats.ts';
import { first, type RequestParameters } from './parameters.ts';

/**
 * An output control that is a whole number.
 *
 * @throws EventError -2034 when it is there and outside `least` to `most`.
 */
export function checkRange(parameters: RequestParameters, name: string, least: number, most: number): void {
  const value = first(parameters, name);
  if (value !== undefined && wholeNumber(value, least, most) === undefined) throw new EventError(-2034, name);
}

/** @throws EventError -2034 when the parameter is there and is none of these. */
export function checkChoice(parameters: RequestParameters, name: string, choices: readonly string[]): void {
  const value = first(parameters, name);
  if (value !== undefined && !choices.includes(value)) throw new EventError(-2034, name);
}

/**
 * `outputControlFlags` or `outputControlValue`: 4 bytes in hexadecimal.
 *
 * @throws EventError -2008 when it is not hexadecimal, -2040 when it is not 4 bytes.
 */
export function checkControlWord(parameters: RequestParameters, name: string): void {
  const value = first(parameters, name);
  if (value === undefined) return;
  if (!/^[0-9a-f]+$/i.test(value)) throw new EventError(-2008, name);
  if (!isHex4(value)) throw new EventError(-2040, name);
}
