import { randomBytes } from 'node:crypto';
import type { Drm, DummyContent, LicenseService } from '@expressplay-binding/binding-core';

/** The result of one request to ExpressPlay. */
export interface Answer {
  readonly name: string;
  readonly fault?: unknown;
  /** Why it was not asked. */
  readonly skip?: string;
}

/** No registration has this cookie, so that nothing is found. */
export async function askForRecords(licenses: LicenseService): Promise<Answer> {
  return { name: 'records', fault: await faultOf(() => licenses.findRedemptions(newCookie())) };
}

export async function askForToken(
  licenses: LicenseService,
  content: DummyContent,
  drm: Drm
): Promise<Answer> {
  const name = `token ${drm}`;
  if (drm === 'fairplay' && content.iv === undefined)
    return { name, skip: 'FairPlay needs DUMMY_CONTENT_IV.' };
  const now = Date.now();
  const request = {
    drm,
    content,
    cookie: newCookie(),
    issuedAt: now,
    expiresAt: now + 60_000,
    persistent: false
  };
  return { name, fault: await faultOf(() => licenses.requestToken(request)) };
}

function newCookie(): string {
  return randomBytes(24).toString('base64url');
}

async function faultOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error;
  }
}
