import type { Resource } from '../http/resource.ts';
import { DrmOptionsJson } from './drm-options.ts';
import { contentRoutes } from './routes.ts';
import { ContentJson, ContentKeyJson, ContentPageJson, SaveContentJson } from './schemas.ts';

/** The contents that tokens are for. */
export const contents = {
  tag: { name: 'Contents', description: 'What can be protected: kids and their keys' },
  scopes: ['contents:read', 'contents:write'],
  components: [ContentKeyJson, DrmOptionsJson, SaveContentJson, ContentJson, ContentPageJson],
  routes: contentRoutes
} as const satisfies Resource;
