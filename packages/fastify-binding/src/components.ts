import { AccountJson, AccountPolicyJson, SetAccountPolicyJson, StaffActionJson } from './accounts/schemas.ts';
import { AuditEventJson, AuditEventPageJson } from './audit/schemas.ts';
import { CapabilitiesJson } from './capabilities/schemas.ts';
import { DrmOptionsJson } from './contents/drm-options.ts';
import { ContentJson, ContentKeyJson, ContentPageJson, SaveContentJson } from './contents/schemas.ts';
import {
  DeviceJson,
  DevicePageJson,
  RemovalDecisionJson,
  RemovedDeviceJson,
  RenameDeviceJson
} from './devices/schemas.ts';
import {
  CreateEntitlementJson,
  EntitlementJson,
  EntitlementPageJson,
  ExtendSubscriptionJson
} from './entitlements/schemas.ts';
import type { Component } from './http/component.ts';
import {
  ExchangePlayerCodeJson,
  IssuePlayerTokenJson,
  PlayerSessionJson,
  StartPlayerRegistrationJson
} from './player/schemas.ts';
import { PlayerCodeJson } from './player-sessions/schemas.ts';
import { PolicyJson, SavePolicyJson } from './policies/schemas.ts';
import { ProblemJson } from './problems/problem-schema.ts';
import {
  RegistrationDecisionJson,
  RegistrationJson,
  StartedRegistrationJson,
  StartRegistrationJson
} from './registrations/schemas.ts';
import { SeesRequestJson, SeesResponseJson } from './sees/schemas.ts';
import { IssuedTokenJson, IssueTokenJson, TokenJson, TokenPageJson } from './tokens/schemas.ts';

/** Every named schema of the REST API. */
export const components: readonly Component[] = [
  ProblemJson,
  SavePolicyJson,
  PolicyJson,
  AccountJson,
  SetAccountPolicyJson,
  AccountPolicyJson,
  StaffActionJson,
  ContentKeyJson,
  DrmOptionsJson,
  SaveContentJson,
  ContentJson,
  ContentPageJson,
  DeviceJson,
  DevicePageJson,
  RenameDeviceJson,
  RemovedDeviceJson,
  RemovalDecisionJson,
  StartRegistrationJson,
  StartedRegistrationJson,
  RegistrationJson,
  RegistrationDecisionJson,
  CreateEntitlementJson,
  ExtendSubscriptionJson,
  EntitlementJson,
  EntitlementPageJson,
  IssueTokenJson,
  TokenJson,
  IssuedTokenJson,
  TokenPageJson,
  PlayerCodeJson,
  ExchangePlayerCodeJson,
  PlayerSessionJson,
  StartPlayerRegistrationJson,
  IssuePlayerTokenJson,
  SeesRequestJson,
  SeesResponseJson,
  CapabilitiesJson,
  AuditEventJson,
  AuditEventPageJson
];
