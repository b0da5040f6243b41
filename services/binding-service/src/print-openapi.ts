// Prints the OpenAPI document, as it is committed in docs/openapi.json.
import { openapiDocument } from './openapi-document.ts';

console.log(JSON.stringify(await openapiDocument(), null, 2));
