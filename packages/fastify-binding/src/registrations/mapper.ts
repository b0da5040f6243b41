import type {
  Registration,
  RegistrationOutcome,
  RegistrationPreview,
  StartedRegistration
} from '@expressplay-binding/binding-core';
import { toDeviceJson } from '../devices/mapper.ts';
import { compact } from '../http/compact.ts';
import { toRfc3339 } from '../http/times.ts';
import { toProblemDocument } from '../problems/problem-document.ts';
import type { RegistrationDecisionJson, RegistrationJson, StartedRegistrationJson } from './schemas.ts';

/** A registration with the device that it bound. */
type WithoutCookie = Omit<RegistrationOutcome, 'registration'> & {
  readonly registration: Omit<Registration, 'cookie'>;
};

/** Writes a registration: with its device when it is bound, with the problem when it ended without one. */
export function toRegistrationJson({ registration, device }: WithoutCookie): RegistrationJson {
  return compact({
    ...membersOf(registration),
    device: device && toDeviceJson(device),
    problem: registration.problem && toProblemDocument(registration.problem)
  });
}

/** Writes a registration that was started, with its token. */
export function toStartedRegistrationJson(started: StartedRegistration): StartedRegistrationJson {
  const { registration, license, dummyContent } = started;
  return {
    ...membersOf(registration),
    cookie: registration.cookie,
    ...compact({ licenseUrl: license.licenseUrl, token: license.token }),
    dummyContent: compact({ kid: dummyContent.kid, url: dummyContent.url })
  };
}

/** Writes what would happen to a registration. */
export function toRegistrationDecisionJson(preview: RegistrationPreview): RegistrationDecisionJson {
  return compact({
    allowed: preview.allowed,
    removes: preview.removes.map(toDeviceJson),
    problem: preview.problem && toProblemDocument(preview.problem)
  });
}

function membersOf({
  registrationId,
  accountId,
  drm,
  state,
  createdAt,
  expiresAt
}: Omit<Registration, 'cookie'>) {
  return {
    registrationId,
    accountId,
    drm,
    state,
    createdAt: toRfc3339(createdAt),
    expiresAt: toRfc3339(expiresAt)
  };
}
