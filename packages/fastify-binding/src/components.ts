import { Account } from './accounts/schemas.ts';
import { DrmOptions } from './contents/drm-options.ts';
import { Content, ContentKey, ContentPage, SaveContent } from './contents/schemas.ts';
import { Device, DevicePage, RenameDevice } from './devices/schemas.ts';
import {
  CreateEntitlement,
  Entitlement,
  EntitlementPage,
  ExtendSubscription
} from './entitlements/schemas.ts';
import type { Component } from './http/component.ts';
import { Problem } from './problems/problem-schema.ts';
import { Registration, StartedRegistration, StartRegistration } from './registrations/schemas.ts';
import { IssuedToken, IssueToken, Token, TokenPage } from './tokens/schemas.ts';

/** Every named schema of the REST API. */
export const components: readonly Component[] = [
  Problem,
  Account,
  ContentKey,
  DrmOptions,
  SaveContent,
  Content,
  ContentPage,
  Device,
  DevicePage,
  RenameDevice,
  StartRegistration,
  StartedRegistration,
  Registration,
  CreateEntitlement,
  ExtendSubscription,
  Entitlement,
  EntitlementPage,
  IssueToken,
  Token,
  IssuedToken,
  TokenPage
];
