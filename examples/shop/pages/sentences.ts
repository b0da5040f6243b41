import { BrowserClientError, type BrowserClientErrorCode } from '@expressplay-binding/browser-client';
import { momentText } from './dom.ts';
import { PlaybackError } from './screen.ts';
import { ShopError } from './shop-api.ts';

/** What the shop tells its customers. The service's own sentences are for those who program with it. */
const sentences: Readonly<Partial<Record<BrowserClientErrorCode, string>>> = {
  'account-suspended': 'Your account is suspended. Ask our support.',
  'binding-unsupported':
    'Licences are not bound to this browser at present, so no film plays in it. Ask our support.',
  'cdm-failed': 'The DRM of this browser failed. Reload the page and try again.',
  'device-limit-reached': 'Your household has no free place for this browser. Replace one of your devices.',
  'device-not-bound': 'This browser is not registered. Register it first.',
  'device-removed': 'This browser has lost its place in your household. Register it again.',
  'entitlement-expired': 'Your right to this film has ended. Rent it again to go on.',
  'entitlement-not-started': 'You cannot watch this film yet.',
  'license-refused': 'The licence server refused this browser. Try to register again.',
  'no-key-system': 'This browser has no Clear Key, which this demonstration needs. Try Chromium or Firefox.',
  'not-entitled': 'Buy or rent this film first.',
  'rate-limited': 'Too many requests. Wait a minute.',
  'registration-expired': 'The registration took too long. Register again.',
  'registration-pending': 'ExpressPlay does not show the redemption yet. Register again in a moment.',
  'swap-not-allowed-yet': 'Your household changed devices too often.',
  'token-budget-exhausted': 'Too many films were started. Wait a while.'
};

/** What went wrong, as a sentence for the customer. */
export function sentenceOf(error: unknown): string {
  if (error instanceof BrowserClientError) {
    const { code, nextAllowedAt, conflicts, message } = error;
    const sentence = sentences[code] ?? message;
    // Where a device can be replaced, that is quicker than to wait.
    const waiting = nextAllowedAt && !conflicts.some(({ removable }) => removable);
    return waiting ? `${sentence} Possible from ${momentText(nextAllowedAt)}.` : sentence;
  }
  if (error instanceof ShopError || error instanceof PlaybackError) return error.message;
  console.error(error);
  return 'Something went wrong in this page. Reload it and try again.';
}
