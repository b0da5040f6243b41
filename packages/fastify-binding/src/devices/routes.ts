import {
  previewRemovalRefusals,
  readDeviceRefusals,
  removeDeviceRefusals,
  renameDeviceRefusals
} from '@expressplay-binding/binding-core';
import { Type } from 'typebox';
import { callerOf } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import { DecisionQuerySchema, overrideOf } from '../http/decision.ts';
import { listPage, PageQuerySchema } from '../http/paging.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { AccountParamsSchema } from '../http/schemas.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { filterOf, toDeviceJson, toRemovalDecisionJson, toRemovedDeviceJson } from './mapper.ts';
import {
  DeviceJson,
  DevicePageJson,
  DeviceParamsSchema,
  DeviceQuerySchema,
  RemovalDecisionJson,
  RemovedDeviceJson,
  RenameDeviceJson
} from './schemas.ts';

const deviceRoutes: Routes = async (app, { binding }) => {
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
    async ({ params: { accountId }, query }) =>
      listPage(['devices', accountId], query, page => binding.listDevices(accountId, page), toDeviceJson)
  );

  app.get(
    '/devices',
    {
      config: { scope: 'devices:read' },
      schema: {
        operationId: 'searchDevices',
        summary: 'Find devices of all accounts',
        description:
          "By the device's own id, or by the id that ExpressPlay's records give it. Removed ones too.",
        querystring: DeviceQuerySchema,
        response: { 200: answer(DevicePageJson, 'A page of devices'), ...readProblems() }
      }
    },
    async ({ query }) => {
      const filter = filterOf(query);
      return listPage(
        ['devices', JSON.stringify(filter)],
        query,
        page => binding.searchDevices(filter, page),
        toDeviceJson
      );
    }
  );

  app.get(
    '/accounts/:accountId/devices/:deviceId',
    {
      config: { scope: 'devices:read' },
      schema: {
        operationId: 'readDevice',
        summary: 'Read a device',
        description: 'Removed ones too.',
        params: DeviceParamsSchema,
        response: {
          200: answer(DeviceJson, 'The device, removed or not'),
          ...readProblems(readDeviceRefusals)
        }
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
        description: 'Changes nothing but its name.',
        params: DeviceParamsSchema,
        body: RenameDeviceJson.ref,
        response: {
          200: answer(DeviceJson, 'The device under its new name'),
          ...writeProblems(renameDeviceRefusals)
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
          'Frees its slot if the swap rules allow it. From then on no process issues a token for it. Removing it again changes ' +
          'nothing.',
        params: DeviceParamsSchema,
        querystring: DecisionQuerySchema,
        response: {
          200: Type.Union([RemovedDeviceJson.ref, RemovalDecisionJson.ref], {
            description: 'The removed device; with `dryRun` the decision'
          }),
          ...writeProblems(removeDeviceRefusals, previewRemovalRefusals)
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

/** The devices of accounts. */
export const devices = {
  tag: { name: 'Devices', description: 'The slots of an account' },
  scopes: ['devices:read', 'devices:write'],
  components: [DeviceJson, DevicePageJson, RenameDeviceJson, RemovedDeviceJson, RemovalDecisionJson],
  routes: deviceRoutes
} as const satisfies Resource;
