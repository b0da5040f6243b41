import type { Resource } from '../http/resource.ts';
import { deviceRoutes } from './routes.ts';
import {
  DeviceJson,
  DevicePageJson,
  RemovalDecisionJson,
  RemovedDeviceJson,
  RenameDeviceJson
} from './schemas.ts';

/** The devices of accounts. */
export const devices = {
  tag: { name: 'Devices', description: 'The slots of an account' },
  scopes: ['devices:read', 'devices:write'],
  components: [DeviceJson, DevicePageJson, RenameDeviceJson, RemovedDeviceJson, RemovalDecisionJson],
  routes: deviceRoutes
} as const satisfies Resource;
