import type { Described } from '../http/resource.ts';
import { SeesRequestJson, SeesResponseJson } from './schemas.ts';

/** The SEES door in the OpenAPI document. */
export const sees: Described = {
  tag: { name: 'SEES', description: "License servers, in the format of Adobe's sample entitlement server" },
  components: [SeesRequestJson, SeesResponseJson]
};
