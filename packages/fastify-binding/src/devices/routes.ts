import { Type } from 'typebox';
import { callerOf } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import { DecisionQuerySchema, overrideOf } from '../http/decision.ts';
import { PageQuerySchema, toPage, toPageRequest } from '../http/paging.ts';
import type { Routes } from '../http/resource.ts';
import { AccountParamsSchema } from '../http/schemas.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { toDeviceJson, toRemovalDecisionJson, toRemovedDeviceJson } from './mapper.ts';
import {
  DeviceJson,
  DevicePageJson,
  DeviceParamsSchema,
  RemovalDecisionJson,
  RemovedDeviceJson,
  RenameDeviceJson
} from './schemas.ts';

/** The devices that fill the slots of an account, and those that did. */
export const deviceRoutes: Routes = async (app, { binding }) => {
  app.get(
    '/accounts/:accountId/devices',
    {
      config: { scope: 'devices:read' },
      schema: {
        operationId: 'listDevices',
        summary: 'List devices',
        description: 'Removed ones too, newest first.',
        params: AccountParamsSchema,
        querystring: PageQuerySchema,
        response: { 200: answer(DevicePageJson, 'A page of devices'), ...readProblems() }
      }
    },
    async ({ params: { accountId }, query }) => {
      const list = ['devices', accountId];
      return toPage(list, await binding.listDevices(accountId, toPageRequest(list, query)), toDeviceJson);
    }
  );

  app.get(
    '/accounts/:accountId/devices/:deviceId',
    {
      config: { scope: 'devices:read' },
      schema: {
        operationId: 'readDevice',
        summary: 'Read a device',
        params: DeviceParamsSchema,
        response: { 200: answer(DeviceJson, 'The device, removed or not'), ...readProblems('not-found') }
      }
    },
    async ({ params }) => toDeviceJson(await binding.readDevice(params.accountId, params.deviceId))
  );

  app.patch(
    '/accounts/:accountId/devices/:deviceId',
    {
      config: { scope: 'devices:write' },
      schema: {
        operationId: 'renameDevice',
        summary: 'Rename a device',
        params: DeviceParamsSchema,
        body: RenameDeviceJson.ref,
        response: {
          200: answer(DeviceJson, 'The device under its new name'),
          ...writeProblems('not-found', 'device-removed')
        }
      }
    },
    async request => {
      const { accountId, deviceId } = request.params;
      return toDeviceJson(
        await binding.renameDevice(accountId, deviceId, request.body.name, callerOf(request))
      );
    }
  );

  app.delete(
    '/accounts/:accountId/devices/:deviceId',
    {
      config: { scope: 'devices:write' },
      schema: {
        operationId: 'removeDevice',
        summary: 'Remove a device',
        description:
          'Frees its slot under the swap rules. From then on it gets no token, in every process. Removing it again changes ' +
          'nothing.',
        params: DeviceParamsSchema,
        querystring: DecisionQuerySchema,
        response: {
          200: Type.Union([RemovedDeviceJson.ref, RemovalDecisionJson.ref], {
            description: 'The removed device; with `dryRun` the decision'
          }),
          ...writeProblems('not-found', 'swap-not-allowed-yet')
        }
      }
    },
    async request => {
      const { accountId, deviceId } = request.params;
      const override = overrideOf(request.principal, request.query);
      if (request.query.dryRun)
        return toRemovalDecisionJson(await binding.previewRemoval(accountId, deviceId, override));
      return toRemovedDeviceJson(
        await binding.removeDevice(accountId, deviceId, callerOf(request), override)
      );
    }
  );
};
