import { forgetCapabilityRefusals } from '@expressplay-binding/binding-core';
import { ReasonQuerySchema } from '../accounts/schemas.ts';
import { callerOf } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { toCapabilityJson } from './mapper.ts';
import { CapabilitiesJson, CapabilityJson, CapabilityParamsSchema } from './schemas.ts';

const capabilityRoutes: Routes = async (app, { binding }) => {
  app.get(
    '/capabilities',
    {
      // Everybody who calls has to know it.
      config: { scope: null },
      schema: {
        operationId: 'listCapabilities',
        summary: 'Read what each DRM can do',
        description: 'Which DRMs restrict tokens to a device, and from where that is known.',
        response: { 200: answer(CapabilitiesJson, 'All DRMs'), ...readProblems() }
      }
    },
    async () => ({ items: (await binding.listCapabilities()).map(toCapabilityJson) })
  );

  app.delete(
    '/capabilities/:drm',
    {
      config: { scope: 'staff' },
      schema: {
        operationId: 'forgetCapability',
        summary: 'Forget what was learned and checked about a DRM',
        description:
          'For use after ExpressPlay, or how it is called, has changed. What is configured stays. Forgetting again changes nothing.',
        params: CapabilityParamsSchema,
        querystring: ReasonQuerySchema,
        response: {
          200: answer(CapabilityJson, 'What is known now'),
          ...writeProblems(forgetCapabilityRefusals)
        }
      }
    },
    async request => {
      const { drm } = request.params;
      const { reason } = request.query;
      return toCapabilityJson(await binding.forgetCapability({ drm, reason }, callerOf(request)));
    }
  );
};

/** What each DRM can do. */
export const capabilities = {
  tag: { name: 'Capabilities', description: 'Which DRMs restrict tokens to a device' },
  scopes: ['staff'],
  components: [CapabilityJson, CapabilitiesJson],
  routes: capabilityRoutes
} as const satisfies Resource;
