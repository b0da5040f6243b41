import type {
  BindingProblem,
  DeviceClass,
  Drm,
  Registration,
  RegistrationState
} from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import { before, rowsFor, toPage } from '../paging.ts';
import type { RegistrationRow } from '../tables.ts';

export const findRegistration: Query<'findRegistration'> = async ({ db }, registrationId) => {
  const row = await db
    .selectFrom('registrations')
    .selectAll()
    .where('registration_id', '=', registrationId)
    .executeTakeFirst();
  return row && toRegistration(row);
};

export const findRegistrationByCookie: Query<'findRegistrationByCookie'> = async ({ db }, cookie) => {
  const row = await db
    .selectFrom('registrations')
    .selectAll()
    .where('cookie', '=', cookie)
    .executeTakeFirst();
  return row && toRegistration(row);
};

export const countPendingRegistrations: Query<'countPendingRegistrations'> = async (
  { db },
  accountId,
  now
) => {
  const { count } = await db
    .selectFrom('registrations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('state', '=', 'pending')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Lists registrations, newest first. */
export const listRegistrations: Query<'listRegistrations'> = async ({ db }, accountId, page) => {
  const rows = await db
    .selectFrom('registrations')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('registration_id', '<', before(page))
    .orderBy('registration_id', 'desc')
    .limit(rowsFor(page))
    .execute();
  return toPage(rows.map(toRegistration), page, registration => registration.registrationId);
};

export const insertRegistration: Query<'insertRegistration'> = async ({ db }, registration, dueAt) => {
  const row: RegistrationRow = { ...toRow(registration), due_at: dueAt, look_ups: 0 };
  await db.insertInto('registrations').values(row).execute();
};

export const updateRegistration: Query<'updateRegistration'> = async ({ db }, registration) => {
  const { account_id, registration_id, ...changes } = toRow(registration);
  await db
    .updateTable('registrations')
    .set(changes)
    .where('account_id', '=', account_id)
    .where('registration_id', '=', registration_id)
    .execute();
};

function toRegistration(row: RegistrationRow): Registration {
  return {
    registrationId: row.registration_id,
    accountId: row.account_id,
    drm: row.drm as Drm,
    state: row.state as RegistrationState,
    cookie: row.cookie,
    deviceName: row.device_name,
    deviceClass: row.device_class as DeviceClass,
    replaces: row.replaces ?? undefined,
    joins: row.joins ?? undefined,
    rebind: row.rebind === 1 || undefined,
    overrideReason: row.override_reason ?? undefined,
    deviceId: row.device_id ?? undefined,
    problem: row.problem_json === null ? undefined : (JSON.parse(row.problem_json) as BindingProblem),
    createdAt: row.created_at,
    expiresAt: row.expires_at
  };
}

/** The columns of a registration except those about its look-ups. */
function toRow(registration: Registration): Omit<RegistrationRow, 'due_at' | 'look_ups'> {
  return {
    account_id: registration.accountId,
    registration_id: registration.registrationId,
    drm: registration.drm,
    state: registration.state,
    cookie: registration.cookie,
    device_name: registration.deviceName,
    device_class: registration.deviceClass,
    replaces: registration.replaces ?? null,
    joins: registration.joins ?? null,
    rebind: registration.rebind ? 1 : 0,
    override_reason: registration.overrideReason ?? null,
    device_id: registration.deviceId ?? null,
    problem_json: registration.problem === undefined ? null : JSON.stringify(registration.problem),
    created_at: registration.createdAt,
    expires_at: registration.expiresAt
  };
}
