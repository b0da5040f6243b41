import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { type TokenOptions, tokenParameters } from '../parameters/common.ts';
import { type ContentKey, contentKeyParameter, kidParameter } from '../parameters/content-key.ts';
import { base64, extensionType, hex, integer, oneOf } from '../parameters/kinds.ts';
import { type Field, type Parameter, type ParameterTable, required } from '../parameters/parameter.ts';
import { checkRights, type Rights, rightsParameters } from '../parameters/rights.ts';
import { type KeyedTokenRequest, keyedTokenWriter } from '../parameters/token-request.ts';

/** One content key of a PlayReady token. */
export interface PlayReadyKey {
  /** 32 hex digits, or `^` and up to 64 characters. */
  kid: string;
  /** The content key. */
  key: ContentKey;
  /** The least security level of the device's certificate. */
  minCertSecurityLevel?: 150 | 2000 | 3000;
}

/** The options of a PlayReady token that are not a key's. The five output protection levels are 0 to 999. */
export interface PlayReadyOptions extends TokenOptions, Rights {
  /** Output protection level of analog video, 0 to 999. */
  analogVideoOPL: number;
  /** Output protection level of compressed digital audio, 0 to 999. */
  compressedDigitalAudioOPL: number;
  /** Output protection level of compressed digital video, 0 to 999. */
  compressedDigitalVideoOPL: number;
  /** Output protection level of uncompressed digital audio, 0 to 999. */
  uncompressedDigitalAudioOPL: number;
  /** Output protection level of uncompressed digital video, 0 to 999. */
  uncompressedDigitalVideoOPL: number;
  /** What a device does with an output that it cannot judge. */
  unknownOutputBehavior?: 'Allow' | 'Disallow' | 'SDOnly';
  /** 8 hex digits. */
  outputControlFlags?: string;
  /** Four letters or digits, together with `extensionPayload`. */
  extensionType?: string;
  /** Base64. */
  extensionPayload?: string;
  /** `aescbc` for CBCS content; the license URL then goes to ExpressPlay's `pr2` host. */
  algId?: 'aesctr' | 'aescbc';
}

/** A PlayReady token request. `deviceId` is 32 hex digits here. */
export type PlayReadyTokenRequest = KeyedTokenRequest<PlayReadyOptions, PlayReadyKey>;

export const playreadyKeyParameters: ParameterTable<PlayReadyKey> = {
  kid: required(kidParameter, -4018),
  key: required(contentKeyParameter),
  minCertSecurityLevel: oneOf('minCertSecurityLevel', [150, 2000, 3000])
};

export const playreadyParameters: ParameterTable<PlayReadyOptions> = {
  ...tokenParameters,
  deviceId: hex('deviceId', 32, -5004, -5005),
  ...rightsParameters,
  analogVideoOPL: outputProtectionLevel('analogVideoOPL'),
  compressedDigitalAudioOPL: outputProtectionLevel('compressedDigitalAudioOPL'),
  compressedDigitalVideoOPL: outputProtectionLevel('compressedDigitalVideoOPL'),
  uncompressedDigitalAudioOPL: outputProtectionLevel('uncompressedDigitalAudioOPL'),
  uncompressedDigitalVideoOPL: outputProtectionLevel('uncompressedDigitalVideoOPL'),
  unknownOutputBehavior: oneOf('unknownOutputBehavior', ['Allow', 'Disallow', 'SDOnly'], -5001),
  outputControlFlags: hex('outputControlFlags', 8, -2040, -2008),
  extensionType: extensionType('extensionType'),
  extensionPayload: base64('extensionPayload', -2037, -2035),
  algId: oneOf('algId', ['aesctr', 'aescbc'])
};

/** ExpressPlay asks for persistent licenses for PlayReady rentals. */
const persistent = '00000001';

const write = keyedTokenWriter(playreadyParameters, playreadyKeyParameters);

export function playreadyFields(request: PlayReadyTokenRequest): readonly Field[] {
  const fields = write(request);
  checkRights(request);
  if (request.rightsType === 'Rental' && request.generalFlags !== persistent) {
    throw new ExpressPlayArgumentError('generalFlags', `must be ${persistent} for a rental`, -5003);
  }
  if ((request.extensionType === undefined) !== (request.extensionPayload === undefined)) {
    throw new ExpressPlayArgumentError('extensionPayload', 'and extensionType belong together', -2035);
  }
  return fields;
}

function outputProtectionLevel(name: string): Parameter<number> {
  return required(integer(name, { min: 0, max: 999 }, -2034), -5006);
}
