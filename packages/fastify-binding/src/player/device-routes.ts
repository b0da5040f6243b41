import {
  previewRemovalRefusals,
  readPlayerSessionRefusals,
  readRegistrationRefusals,
  removeDeviceRefusals,
  renameDeviceRefusals
} from '@expressplay-binding/binding-core';
import { Type } from 'typebox';
import { toDeviceJson, toRemovalDecisionJson, toRemovedDeviceJson } from '../devices/mapper.ts';
import {
  DeviceIdSchema,
  DeviceJson,
  DevicePageJson,
  RemovalDecisionJson,
  RemovedDeviceJson,
  RenameDeviceJson
} from '../devices/schemas.ts';
import { answer } from '../http/component.ts';
import { DecisionQuerySchema } from '../http/decision.ts';
import { listPage, PageQuerySchema } from '../http/paging.ts';
import type { Routes } from '../http/resource.ts';
import { type PlayerRouteOptions, playerCallerOf, playerProblems } from './session.ts';
import { findThisDevice } from './this-device.ts';

const common = { security: [{ playerSession: [] }] };

const DeviceParamsSchema = Type.Object({ deviceId: DeviceIdSchema });

// Customers cannot override the policy; a misspelled `dryRun` must not change anything here either.
const DryRunQuerySchema = Type.Object(
  { dryRun: DecisionQuerySchema.properties.dryRun },
  { additionalProperties: false }
);

/** The routes by which customers look after the devices of their account, under its policy. */
export const playerDeviceRoutes: Routes<PlayerRouteOptions> = async (app, options) => {
  const { binding } = options;

  app.get(
    '/device',
    {
      schema: {
        ...common,
        operationId: 'readThisPlayerDevice',
        summary: 'Read the device that this browser is',
        description: 'A cookie identifies the browser, longer than its session lasts.',
        response: {
          200: answer(DeviceJson, 'The device, removed or not'),
          ...playerProblems(readPlayerSessionRefusals, readRegistrationRefusals, ['device-not-bound'])
        }
      }
    },
    async (request, reply) => toDeviceJson(await findThisDevice(options, request, reply))
  );

  app.get(
    '/devices',
    {
      schema: {
        ...common,
        operationId: 'listPlayerDevices',
        summary: 'List the devices of the account',
        description: 'Removed ones too, newest first.',
        querystring: PageQuerySchema,
        response: {
          200: answer(DevicePageJson, 'A page of devices, removed ones too, newest first'),
          ...playerProblems(readPlayerSessionRefusals)
        }
      }
    },
    async ({ playerSession: { accountId }, query }) =>
      listPage(['devices', accountId], query, page => binding.listDevices(accountId, page), toDeviceJson)
  );

  app.patch(
    '/devices/:deviceId',
    {
      schema: {
        ...common,
        operationId: 'renamePlayerDevice',
        summary: 'Rename a device of the account',
        description: 'Changes nothing but its name.',
        params: DeviceParamsSchema,
        body: RenameDeviceJson.ref,
        response: {
          200: answer(DeviceJson, 'The device under its new name'),
          ...playerProblems(readPlayerSessionRefusals, renameDeviceRefusals)
        }
      }
    },
    async request => {
      const { accountId } = request.playerSession;
      const { deviceId } = request.params;
      const { name } = request.body;
      return toDeviceJson(await binding.renameDevice(accountId, deviceId, name, playerCallerOf(request)));
    }
  );

  app.delete(
    '/devices/:deviceId',
    {
      schema: {
        ...common,
        operationId: 'removePlayerDevice',
        summary: 'Remove a device of the account',
        description: 'Frees its slot if the swap rules allow it. Customers cannot set the rules aside.',
        params: DeviceParamsSchema,
        querystring: DryRunQuerySchema,
        response: {
          200: Type.Union([RemovedDeviceJson.ref, RemovalDecisionJson.ref], {
            description: 'The removed device; with `dryRun` the decision'
          }),
          ...playerProblems(readPlayerSessionRefusals, removeDeviceRefusals, previewRemovalRefusals)
        }
      }
    },
    async request => {
      const { accountId } = request.playerSession;
      const { deviceId } = request.params;
      if (request.query.dryRun)
        return toRemovalDecisionJson(await binding.previewRemoval(accountId, deviceId));
      return toRemovedDeviceJson(await binding.removeDevice(accountId, deviceId, playerCallerOf(request)));
    }
  );
};
