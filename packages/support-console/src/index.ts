export type { IdentityProvider } from './identity-provider.ts';
export {
  type SessionAuthentication,
  type SessionAuthenticationOptions,
  sessionAuthentication
} from './session-authentication.ts';
export type { Staff, StaffSession, StaffSessions } from './staff-sessions.ts';
export { type SupportConsoleOptions, supportConsole } from './support-console.ts';
