import { auditRecord } from './audit.ts';
import type { Caller, Parts } from './context.ts';
import { BindingError, refuse } from './errors.ts';
import { checkDrm, checkFormats, formats } from './formats.ts';
import type { AuditAction, AuditFacts } from './model/audit.ts';
import type { BindingCheck } from './model/binding-check.ts';
import {
  type BindingEnforcement,
  type BindingEvidence,
  type Capability,
  type Drm,
  drms
} from './model/drm.ts';
import { day, type Timestamp } from './model/time.ts';
import { type LicenseToken, type LicenseTokenRequest, licenseRefusals } from './ports/licensing.ts';
import type { StoreReads } from './ports/store.ts';

/** Lists what is known of whether tokens are restricted to a device, for each DRM. */
export async function listCapabilities(parts: Parts): Promise<readonly Capability[]> {
  const evidence = await parts.store.listBindingEvidence();
  const now = parts.clock();
  return drms.map(drm =>
    capabilityOf(
      parts,
      drm,
      evidence.filter(one => one.drm === drm),
      now
    )
  );
}

/** How long refusals of ExpressPlay count: afterwards the restriction is tried again. */
const learningPeriod = day;

/** A single refused content may be a fault of this content or of one call. */
const refusedContentsToLearn = 2;

/**
 * What is in force. A binding check that found the restriction ignored is a proof, and so it wins over the operator's setting
 * `enforced`. Then the setting counts, then the later of the last check and of the refusals of ExpressPlay.
 */
function capabilityOf(
  { settings }: Parts,
  drm: Drm,
  evidence: readonly BindingEvidence[],
  now: Timestamp
): Capability {
  const allowUnbound = settings.allowUnbound.includes(drm);
  const configured = settings.deviceBinding[drm];
  const checked = evidence.findLast(({ source }) => source === 'checked');
  const byCheck = checked && {
    drm,
    deviceBinding: checked.deviceBinding,
    source: checked.source,
    checkedAt: checked.at,
    checkId: checked.subject,
    allowUnbound
  };
  if (byCheck?.deviceBinding === 'unsupported' && configured !== 'unsupported') return byCheck;
  if (configured) return { drm, deviceBinding: configured, source: 'configured', allowUnbound };

  const refusals = evidence.filter(one => one.source === 'learned' && one.at > now - learningPeriod);
  const last = refusals.at(-1);
  const first = refusals.at(-refusedContentsToLearn);
  if (last && first && !(checked && checked.at > last.at))
    return {
      drm,
      deviceBinding: last.deviceBinding,
      source: last.source,
      learnedAt: last.at,
      learnedUntil: first.at + learningPeriod,
      upstreamCode: last.upstreamCode,
      allowUnbound
    };
  return byCheck ?? { drm, deviceBinding: 'unverified', allowUnbound };
}

/**
 * Remembers what a binding check found. That the restriction was ignored once is a proof: only staff end it. No later check does,
 * because what speaks for the restriction is only the word of a device.
 */
export async function noteCheck(parts: Parts, check: BindingCheck, caller: Caller): Promise<void> {
  const { drm, checkId: subject, state } = check;
  if (state !== 'enforced' && state !== 'not-enforced') return;
  const now = parts.clock();
  const evidence = await parts.store.findBindingEvidence(drm);
  const earlier = evidence.filter(({ source }) => source === 'checked');
  const deviceBinding = state === 'enforced' ? 'enforced' : 'unsupported';
  const disproved = earlier.some(one => one.deviceBinding === 'unsupported');
  if (disproved && deviceBinding === 'enforced') return;
  const found: BindingEvidence = { drm, source: 'checked', subject, deviceBinding, at: now };
  const rest = evidence.filter(one => one.source !== 'checked' || one.deviceBinding === deviceBinding);
  const before = capabilityOf(parts, drm, evidence, now);
  const after = capabilityOf(parts, drm, [...rest, found], now);
  const event = isSame(before, after)
    ? undefined
    : capabilityEvent(parts, caller, 'capability.checked', { before, after });
  await parts.store.saveBindingEvidence(found, event);
  await parts.store.deleteBindingEvidence(earlier.filter(one => one.subject !== subject));
}

/** What {@link forgetCapability} needs to know. */
export interface ForgetCapability {
  /** The DRM. */
  readonly drm: Drm;
  /** Why, for the audit trail. 1 to 500 characters. */
  readonly reason: string;
}

/** The codes that {@link forgetCapability} may refuse with. */
export const forgetCapabilityRefusals = ['validation'] as const;

/** Forgets what was learned and checked about a DRM, e.g. after ExpressPlay or a setting has changed. */
export async function forgetCapability(
  parts: Parts,
  { drm, reason }: ForgetCapability,
  caller: Caller
): Promise<Capability> {
  checkDrm(drm);
  checkFormats({ '/reason': [formats.reason, reason] });
  const evidence = await parts.store.findBindingEvidence(drm);
  if (evidence.length > 0) await forget(parts, drm, evidence, evidence, caller, reason);
  return capabilityOf(parts, drm, [], parts.clock());
}

/** Deletes a part of the evidence; makes an event if that changes what is in force. */
async function forget(
  parts: Parts,
  drm: Drm,
  evidence: readonly BindingEvidence[],
  forgotten: readonly BindingEvidence[],
  caller: Caller,
  reason?: string
): Promise<void> {
  const now = parts.clock();
  const before = capabilityOf(parts, drm, evidence, now);
  const rest = evidence.filter(one => !forgotten.includes(one));
  const after = capabilityOf(parts, drm, rest, now);
  const changed = reason !== undefined || !isSame(before, after);
  const event = changed
    ? capabilityEvent(parts, caller, 'capability.forgotten', { before, after, reason })
    : undefined;
  await parts.store.deleteBindingEvidence(forgotten, event);
}

/** Makes an event of the audit trail about what is known of a DRM, when the store writes it. */
function capabilityEvent(
  parts: Parts,
  caller: Caller,
  action: AuditAction,
  {
    before,
    after,
    reason
  }: { readonly before: Capability; readonly after: Capability; readonly reason?: string | undefined }
) {
  const entry = { action, subject: after.drm, reason, before: factsOf(before), after: factsOf(after) };
  return () => auditRecord(parts, caller, entry);
}

function factsOf({ deviceBinding, source, checkId, upstreamCode }: Capability): AuditFacts {
  return {
    deviceBinding,
    ...(source && { source }),
    ...(checkId !== undefined && { checkId }),
    ...(upstreamCode !== undefined && { upstreamCode })
  };
}

/** Whether both say the same about tokens. */
function isSame(a: Capability, b: Capability): boolean {
  return a.deviceBinding === b.deviceBinding && a.source === b.source;
}

/** Whether what an answer said of the restriction of its token is still what is known. */
export async function isKnownAs(
  parts: Parts,
  reads: StoreReads,
  drm: Drm,
  binding: BindingEnforcement,
  now: Timestamp
): Promise<boolean> {
  return capabilityOf(parts, drm, await reads.findBindingEvidence(drm), now).deviceBinding === binding;
}

/** A license token, and what is known of its restriction to the device. */
export interface LicensedToken {
  /** The token. */
  readonly license: LicenseToken;
  /** Whether it is restricted to its device. */
  readonly binding: BindingEnforcement;
}

/** The codes with which {@link requestBoundLicense} may refuse. */
export const boundLicenseRefusals = ['binding-unverified', ...licenseRefusals] as const;

/**
 * Requests the token restricted to its device. If ExpressPlay does not restrict the DRM, this refuses with `binding-unsupported`,
 * unless the operator allowed weaker tokens. If nobody knows whether it does, the operator decides.
 */
export async function requestBoundLicense(
  parts: Parts,
  request: RestrictedTokenRequest,
  caller: Caller
): Promise<LicensedToken> {
  const { drm } = request;
  const evidence = await parts.store.findBindingEvidence(drm);
  const capability = capabilityOf(parts, drm, evidence, request.issuedAt);
  const { deviceBinding } = capability;
  if (deviceBinding === 'unsupported') return requestUnbound();
  if (deviceBinding === 'unverified' && parts.settings.unverifiedBinding === 'refuse') refuseUnverified(drm);
  try {
    return { license: await requestRestricted(parts, request, evidence, caller), binding: deviceBinding };
  } catch (error) {
    if (!(error instanceof BindingError) || error.code !== 'binding-unsupported') throw error;
    const after = capabilityOf(parts, drm, await parts.store.findBindingEvidence(drm), parts.clock());
    if (after.deviceBinding !== 'unsupported') throw error;
    return requestUnbound(error);
  }

  async function requestUnbound(refusal?: BindingError): Promise<LicensedToken> {
    if (!capability.allowUnbound) throw bindingUnsupported(drm, refusal);
    const license = await parts.licenses.requestToken({ ...request, deviceId: undefined });
    return { license, binding: 'unsupported' };
  }
}

/** A request for a token that only one device may redeem. */
type RestrictedTokenRequest = LicenseTokenRequest & { readonly deviceId: string };

/**
 * Requests a token restricted to a device, and learns from the answer: refusals of several contents mean that ExpressPlay does
 * not restrict this DRM, and a success ends what was learned.
 */
export async function requestRestricted(
  parts: Parts,
  request: RestrictedTokenRequest,
  evidence: readonly BindingEvidence[],
  caller: Caller
): Promise<LicenseToken> {
  const { drm } = request;
  try {
    const license = await parts.licenses.requestToken(request);
    const refusals = evidence.filter(({ source }) => source === 'learned');
    if (refusals.length > 0) await forget(parts, drm, evidence, refusals, caller);
    return license;
  } catch (error) {
    if (error instanceof BindingError && error.code === 'binding-unsupported')
      await learnRefusal(parts, request, error, caller);
    throw error;
  }
}

/** Remembers for all processes that ExpressPlay refused the restriction. */
async function learnRefusal(
  parts: Parts,
  { drm, content }: RestrictedTokenRequest,
  refusal: BindingError,
  caller: Caller
): Promise<void> {
  const now = parts.clock();
  const evidence = await parts.store.findBindingEvidence(drm);
  const learned: BindingEvidence = {
    drm,
    source: 'learned',
    subject: content.kid,
    deviceBinding: 'unsupported',
    at: now,
    upstreamCode: refusal.problem.upstream?.code
  };
  const before = capabilityOf(parts, drm, evidence, now);
  const others = evidence.filter(
    ({ source, subject }) => source !== 'learned' || subject !== learned.subject
  );
  const after = capabilityOf(parts, drm, [...others, learned], now);
  const turned = !isSame(before, after);
  await parts.store.saveBindingEvidence(
    learned,
    turned ? capabilityEvent(parts, caller, 'capability.learned', { before, after }) : undefined
  );
}

function refuseUnverified(drm: Drm): never {
  refuse(
    'binding-unverified',
    `Nobody knows yet whether ExpressPlay restricts ${drm} tokens to a device. Run a binding check with a device, or let the operator ` +
      'configure what is known.'
  );
}

function bindingUnsupported(drm: Drm, cause?: BindingError): BindingError {
  const detail =
    `ExpressPlay does not restrict ${drm} tokens to a device here. Register the device for another DRM, ` +
    'or let the operator allow tokens without the restriction.';
  return new BindingError(
    { code: 'binding-unsupported', detail, upstream: cause?.problem.upstream },
    { cause }
  );
}
