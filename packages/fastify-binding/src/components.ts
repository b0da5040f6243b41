import { Account, AccountPolicy, SetAccountPolicy, StaffAction } from './accounts/schemas.ts';
import { AuditEvent, AuditEventPage } from './audit/schemas.ts';
import { Capabilities } from './capabilities/schemas.ts';
import { DrmOptions } from './contents/drm-options.ts';
import { Content, ContentKey, ContentPage, SaveContent } from './contents/schemas.ts';
import { Device, DevicePage, RemovalDecision, RemovedDevice, RenameDevice } from './devices/schemas.ts';
import {
  CreateEntitlement,
  Entitlement,
  EntitlementPage,
  ExtendSubscription
} from './entitlements/schemas.ts';
import type { Component } from './http/component.ts';
import {
  ExchangePlayerCode,
  IssuePlayerToken,
  PlayerSession,
  StartPlayerRegistration
} from './player/schemas.ts';
import { PlayerCode } from './player-sessions/schemas.ts';
import { Policy, SavePolicy } from './policies/schemas.ts';
import { Problem } from './problems/problem-schema.ts';
import {
  Registration,
  RegistrationDecision,
  StartedRegistration,
  StartRegistration
} from './registrations/schemas.ts';
import { SeesRequest, SeesResponse } from './sees/schemas.ts';
import { IssuedToken, IssueToken, Token, TokenPage } from './tokens/schemas.ts';

/** Every named schema of the REST API. */
export const components: readonly Component[] = [
  Problem,
  SavePolicy,
  Policy,
  Account,
  SetAccountPolicy,
  AccountPolicy,
  StaffAction,
  ContentKey,
  DrmOptions,
  SaveContent,
  Content,
  ContentPage,
  Device,
  DevicePage,
  RenameDevice,
  RemovedDevice,
  RemovalDecision,
  StartRegistration,
  StartedRegistration,
  Registration,
  RegistrationDecision,
  CreateEntitlement,
  ExtendSubscription,
  Entitlement,
  EntitlementPage,
  IssueToken,
  Token,
  IssuedToken,
  TokenPage,
  PlayerCode,
  ExchangePlayerCode,
  PlayerSession,
  StartPlayerRegistration,
  IssuePlayerToken,
  SeesRequest,
  SeesResponse,
  Capabilities,
  AuditEvent,
  AuditEventPage
];
