import type { WidevineTokenRequest } from '@expressplay-binding/expressplay-client';
import { customerAuthenticator } from './servers.ts';

/** A token as the service asks for it. */
export const tokenRequest: WidevineTokenRequest = {
  cookie: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  deviceId: '0123456789abcdef0123456789abcdef',
  expirationTime: '+86400',
  kid: '00112233445566778899aabbccddeeff',
  key: { kind: 'clear', value: '0f0e0d0c0b0a09080706050403020100' },
  securityLevel: 1,
  hdcpOutputControl: 0
};

export const tokenPath = '/hms/wv/token';

export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' } as const;

/** The same as the client puts it on the wire. */
export const tokenForm = new URLSearchParams({
  customerAuthenticator,
  errorFormat: 'json',
  cookie: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  deviceId: '0123456789abcdef0123456789abcdef',
  expirationTime: '+86400',
  kid: '00112233445566778899aabbccddeeff',
  contentKey: '0f0e0d0c0b0a09080706050403020100',
  securityLevel: '1',
  hdcpOutputControl: '0'
}).toString();
