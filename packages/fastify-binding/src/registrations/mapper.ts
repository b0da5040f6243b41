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

/** The registration with its device once it is bound, or the reason why it never will be. */
export function toRegistrationJson({ registration, device }: RegistrationOutcome): RegistrationJson {
  return compact({
    ...membersOf(registration),
    device: device && toDeviceJson(device),
    problem: registration.problem && toProblemDocument(registration.problem)
  });
}

/** The registration as it is handed out when it starts, with its token. */
export function toStartedRegistrationJson(started: StartedRegistration): StartedRegistrationJson {
  const { registration, license, dummyContent } = started;
  return {
    ...membersOf(registration),
    cookie: registration.cookie,
    ...compact({ licenseUrl: license.licenseUrl, token: license.token }),
    dummyContent: compact({ kid: dummyContent.kid, url: dummyContent.url })
  };
}

/** What would come of a registration. */
export function toRegistrationDecisionJson(preview: RegistrationPreview): RegistrationDecisionJson {
  return compact({
    allowed: preview.allowed,
    removes: preview.removes.map(toDeviceJson),
    problem: preview.problem && toProblemDocument(preview.problem)
  });
}

function membersOf({ registrationId, accountId, drm, state, createdAt, expiresAt }: Registration) {
  return {
    registrationId,
    accountId,
    drm,
    state,
    createdAt: toRfc3339(createdAt),
    expiresAt: toRfc3339(expiresAt)
  };
}
