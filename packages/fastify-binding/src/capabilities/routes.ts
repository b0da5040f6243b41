import { answer } from '../http/component.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { readProblems } from '../problems/problem-schema.ts';
import { toCapabilityJson } from './mapper.ts';
import { CapabilitiesJson } from './schemas.ts';

const capabilityRoutes: Routes = async (app, { binding }) => {
  app.get(
    '/capabilities',
    {
      // It needs no scope: everybody who calls has to know it.
      schema: {
        operationId: 'listCapabilities',
        summary: 'Read what each DRM can do',
        description: 'Which DRMs restrict tokens to a device, as configured or as learned from ExpressPlay.',
        response: { 200: answer(CapabilitiesJson, 'All DRMs'), ...readProblems() }
      }
    },
    async () => ({ items: (await binding.listCapabilities()).map(toCapabilityJson) })
  );
};

/** What each DRM can do. */
export const capabilities = {
  tag: { name: 'Capabilities', description: 'Which DRMs restrict tokens to a device' },
  scopes: [],
  components: [CapabilitiesJson],
  routes: capabilityRoutes
} as const satisfies Resource;
