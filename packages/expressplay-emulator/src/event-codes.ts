/**
 * ExpressPlay's "Event Error Codes" with their documented meaning
 * (license token request pages for Widevine, PlayReady and FairPlay).
 */
export const EVENT_CODES = {
  '-2002': 'Invalid token expiration time',
  '-2003': 'Invalid IP address',
  '-2005': 'Invalid content encryption key',
  '-2008': 'Invalid output control flags',
  '-2017': 'Authentication token must be supplied',
  '-2018': 'Authentication token is invalid',
  '-2019': 'Insufficient tokens',
  '-2020': 'Missing rights type',
  '-2021': 'Invalid rights type',
  '-2022': 'Missing rental period end time',
  '-2023': 'Missing rental play duration',
  '-2025': 'Invalid rental play duration',
  '-2027': 'Content key must be 32 hexadecimal characters',
  '-2030': 'ExpressPlay Admin error',
  '-2031': 'Service account is disabled',
  '-2033': 'Invalid cookie',
  '-2034': 'Output control value is out of range',
  '-2035': 'No corresponding value specified',
  '-2036': 'Extension type must be 4 characters',
  '-2037': 'Extension payload must be Base64',
  '-2040': 'Output control flag must encode 4 bytes',
  '-3004': 'Invalid error format',
  '-4001': 'Device could not be authenticated',
  '-4010': 'Invalid token',
  '-4018': 'Missing kid',
  '-4019': 'Content key could not be obtained from key storage',
  '-4020': 'kid must be 32 hexadecimal characters',
  '-4021': 'kid must have at most 64 characters after ^',
  '-4022': 'Invalid kid',
  '-4024': 'Invalid encrypted key or kek',
  '-5001': 'Invalid unknown output behavior',
  '-5002': 'PlayReady is disabled for this service',
  '-5003': 'Invalid general flags',
  '-5004': 'Device ID must be 32 hexadecimal characters',
  '-5005': 'Invalid device ID',
  '-5006': 'Missing output protection level',
  '-5007': 'Only one of kek and contentKey may be given',
  '-6001': 'Invalid FairPlay extension',
  '-6002': 'Invalid FairPlay token type',
  '-6003': 'Invalid iv',
  '-6004': 'CKC generation failed',
  '-6005': 'Invalid key data',
  '-6006': 'Service is not authorized for FairPlay',
  '-6007': 'Invalid rental duration',
  '-6008': 'Device ID binding is not supported for FairPlay',
  '-6009': 'FairPlay is disabled for this service',
  '-7002': 'Device ID binding is not supported for Widevine',
  '-7003': 'Missing security level',
  '-7004': 'Invalid security level',
  '-7006': 'Missing HDCP output control',
  '-7007': 'Invalid license duration',
  '-7008': 'Widevine license generation failed',
  '-7009': 'Invalid Widevine extension',
  '-7011': 'Widevine is disabled for this service'
} as const satisfies Record<string, string>;

type Negative<Text> = Text extends `${infer Code extends number}` ? Code : never;

/** A documented ExpressPlay event error code, e.g. `-2018`. */
export type EventCode = Negative<keyof typeof EVENT_CODES>;

/** The documented meaning of a code. */
export const meaningOf = (code: EventCode): string => EVENT_CODES[`${code}`];
