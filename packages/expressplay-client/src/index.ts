import './supported-node.ts';

export type { ExpressPlayApi } from './apis.ts';
export { createExpressPlayClient, type ExpressPlayClient } from './client.ts';
export type { CallOptions } from './connection.ts';
export {
  apiUrls,
  type ExpressPlayApiUrls,
  type ExpressPlayEndpoints,
  type ExpressPlayEnvironment
} from './endpoints.ts';
export {
  ExpressPlayAbortedError,
  ExpressPlayArgumentError,
  ExpressPlayCallError,
  ExpressPlayCircuitOpenError,
  ExpressPlayDecodeError,
  ExpressPlayError,
  type ExpressPlayErrorCode,
  ExpressPlayHttpError,
  ExpressPlayNoAnswerError,
  ExpressPlayOverloadedError,
  ExpressPlayRefusedError,
  ExpressPlayTimeoutError
} from './errors/errors.ts';
export { type EventCode, type EventCodeEntry, eventCodes, type FixedBy } from './errors/event-codes.ts';
export { deriveKekId, resolveKid } from './key-storage/derived-ids.ts';
export type { KeyStorage, KeyStorageCallOptions } from './key-storage/key-storage.ts';
export { unwrapKey, wrapKey } from './key-storage/key-wrap.ts';
export type { NewStoredKey, StoredKey, StoredKeyFields, StoredKeyValue } from './key-storage/stored-key.ts';
export type { CookieTransport, ExpressPlayClientOptions } from './options.ts';
export type { TokenOptions } from './parameters/common.ts';
export type {
  ClearContentKey,
  ContentKey,
  StoredContentKey,
  WrappedContentKey
} from './parameters/content-key.ts';
export type { CriticalExtension, Extension } from './parameters/extension.ts';
export type { ExtraParameters } from './parameters/extra.ts';
export type { ExpressPlayTime } from './parameters/kinds.ts';
export type { Rental, Rights } from './parameters/rights.ts';
export type { KeyedTokenRequest, TokenRequest } from './parameters/token-request.ts';
export {
  createRecordDecoder,
  decodeRecords,
  type ExpressPlayRecord,
  type RecordDecoder,
  type RecordDecoderOptions
} from './records/decode-records.ts';
export type { RecordRetrieval, RecordWindow } from './records/records.ts';
export {
  type LicenseToken,
  type PlayReadyToken,
  parseLicenseUrl,
  parsePlayReadyAnswer
} from './tokens/answers.ts';
export type { FairPlayOptions, FairPlayTokenRequest } from './tokens/fairplay.ts';
export { inspectMarlinToken, inspectToken, type TokenInspection } from './tokens/inspect-token.ts';
export {
  actionTokenMediaType,
  type MarlinActionToken,
  type MarlinMs3Token,
  parseActionToken,
  parseMarlinMs3Answer
} from './tokens/marlin-answers.ts';
export type {
  MarlinBbDeregistrationOptions,
  MarlinBbDeregistrationTokenRequest,
  MarlinBbLicenseOptions,
  MarlinBbLicenseTokenRequest,
  MarlinBbRegistrationOptions,
  MarlinBbRegistrationTokenRequest,
  MarlinBbUser
} from './tokens/marlin-bb.ts';
export type { MarlinMs3Key, MarlinMs3Options, MarlinMs3TokenRequest } from './tokens/marlin-ms3.ts';
export type { PlayReadyKey, PlayReadyOptions, PlayReadyTokenRequest } from './tokens/playready.ts';
export type { Tokens } from './tokens/tokens.ts';
export type { UniversalKey, UniversalTokenRequest } from './tokens/universal.ts';
export type { WidevineKey, WidevineOptions, WidevineTokenRequest } from './tokens/widevine.ts';
