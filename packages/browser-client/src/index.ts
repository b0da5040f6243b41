export {
  type DashjsConfig,
  dashjsConfig,
  type HlsjsConfig,
  hlsjsConfig,
  type NativeFairPlayConfig,
  nativeFairPlay,
  type ShakaConfig,
  shakaConfig
} from './adapters.ts';
export type { Drm } from './api/drm.ts';
export type { DeviceConflict, Problem, ProblemCode } from './api/problem.ts';
export type {
  BindingCheck,
  Device,
  PlayerSession,
  RemovalDecision,
  RemovedDevice
} from './api/resources.ts';
export {
  type BrowserClient,
  type BrowserClientOptions,
  createBrowserClient,
  type IssueTokenOptions
} from './client.ts';
export { clearKeyInitData, fairPlayInitData, playReadyInitData, widevineInitData } from './eme/init-data.ts';
export { BrowserClientError, type BrowserClientErrorCode } from './errors.ts';
export type { Playback, PlayerToken } from './player-token.ts';
export type { RegisterOptions, RegistrationState } from './register.ts';
