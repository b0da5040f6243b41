import { storedKeyParameters } from '../../src/key-storage/stored-key.ts';
import { tokenParameters } from '../../src/parameters/common.ts';
import type { Parameter } from '../../src/parameters/parameter.ts';
import { cookieParameters, idParameters, windowParameters } from '../../src/records/records.ts';
import { fairplayParameters } from '../../src/tokens/fairplay.ts';
import {
  marlinBbDeregistrationParameters,
  marlinBbLicenseParameters,
  marlinBbRegistrationParameters
} from '../../src/tokens/marlin-bb.ts';
import { marlinMs3KeyParameters, marlinMs3Parameters } from '../../src/tokens/marlin-ms3.ts';
import { playreadyKeyParameters, playreadyParameters } from '../../src/tokens/playready.ts';
import { universalKeyParameters } from '../../src/tokens/universal.ts';
import { widevineKeyParameters, widevineParameters } from '../../src/tokens/widevine.ts';

/** One option of a call, and how it is written. */
export interface DocumentedOption {
  readonly option: string;
  readonly parameter: Parameter<never>;
}

type Table = Readonly<Record<string, Parameter<never>>>;

/** The options of each call; of a token call, those that are not the same for every token. */
export const documentedCalls: Readonly<Record<string, readonly DocumentedOption[]>> = {
  'every token': optionsOf(tokenParameters),
  widevineToken: ownOptions(widevineKeyParameters, widevineParameters),
  playreadyToken: ownOptions(playreadyKeyParameters, playreadyParameters),
  fairplayToken: ownOptions(fairplayParameters),
  marlinMs3Token: ownOptions(marlinMs3KeyParameters, marlinMs3Parameters),
  universalToken: ownOptions(universalKeyParameters),
  marlinBbRegistrationToken: ownOptions(marlinBbRegistrationParameters),
  marlinBbLicenseToken: ownOptions(marlinBbLicenseParameters),
  marlinBbDeregistrationToken: ownOptions(marlinBbDeregistrationParameters),
  recordsByCookie: optionsOf(cookieParameters),
  recordById: optionsOf(idParameters),
  'recordWindow, records': optionsOf(windowParameters),
  'keyStorage.create, keyStorage.update': optionsOf(storedKeyParameters)
};

function ownOptions(...tables: readonly Table[]): DocumentedOption[] {
  const common: Table = tokenParameters;
  return tables.flatMap(optionsOf).filter(({ option, parameter }) => common[option] !== parameter);
}

function optionsOf(table: Table): DocumentedOption[] {
  return Object.entries(table).map(([option, parameter]) => ({ option, parameter }));
}
