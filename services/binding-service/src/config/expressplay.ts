import {
  apiUrls,
  type CookieTransport,
  createRecordDecoder,
  type ExpressPlayApiUrls,
  type ExpressPlayClientOptions,
  type ExpressPlayEndpoints,
  ExpressPlayError,
  type RecordDecoderOptions
} from '@expressplay-binding/expressplay-client';
import { type Static, type TSchema, Type } from 'typebox';
import Value from 'typebox/value';
import { ConfigurationError } from './read-variables.ts';

/** Variables for what ExpressPlay's public texts leave open, or where an account differs from the usual. */
export const expressPlayVariables = {
  EXPRESSPLAY_API_URLS: Type.Optional(
    Type.String({
      description:
        'The complete URL of single APIs as JSON, where they differ from those of the environment or base URL: `widevine`, `playready`, `fairplay`, `marlin-ms3`, `marlin-bb`, `universal`, `records`, `keyStorage`.',
      examples: ['{"marlin-ms3":"https://ms3-gen-2.test.expressplay.com/hms/ms3/token"}']
    })
  ),
  EXPRESSPLAY_COOKIE_TRANSPORT: Type.String({
    default: 'form',
    pattern: '^(form|query|header:[A-Za-z0-9-]{1,64})$',
    description:
      'How token requests carry the cookie of a registration: in the `form`, in the `query`, or as `header:` and the name of a header.',
    examples: ['header:x-cookie']
  }),
  EXPRESSPLAY_RECORD_FORMAT: Type.Optional(
    Type.String({
      description:
        "How the records of the account are read, as JSON: `envelope` names the member that holds the list, `members` names `deviceId`, `eventId`, `cookie`, `errorCode` and `time`. A dot leads into an object. Default: ExpressPlay's attested names in any usual spelling.",
      examples: ['{"envelope":"data.events","members":{"deviceId":"device.id"}}']
    })
  )
} as const;

const variablesSchema = Type.Object(expressPlayVariables);

const closed = { additionalProperties: false } as const;
const urlsSchema = Type.Record(Type.String(), Type.String());
const name = Type.Optional(Type.String({ minLength: 1, maxLength: 200 }));
const recordFormatSchema = Type.Object(
  {
    envelope: name,
    members: Type.Optional(
      Type.Object({ eventId: name, deviceId: name, cookie: name, errorCode: name, time: name }, closed)
    )
  },
  closed
);

/**
 * The client's options that follow from these variables.
 *
 * @param base the environment or base URL
 * @throws {ConfigurationError}
 */
export function expressPlayOf(
  variables: Static<typeof variablesSchema>,
  base: ExpressPlayEndpoints
): Pick<ExpressPlayClientOptions, 'endpoints' | 'cookieTransport' | 'decodeRecords'> {
  const format = jsonOf('EXPRESSPLAY_RECORD_FORMAT', variables.EXPRESSPLAY_RECORD_FORMAT, recordFormatSchema);
  return {
    endpoints: endpointsOf(variables.EXPRESSPLAY_API_URLS, base),
    cookieTransport: cookieTransportOf(variables.EXPRESSPLAY_COOKIE_TRANSPORT),
    ...(format !== undefined && { decodeRecords: createRecordDecoder(format as RecordDecoderOptions) })
  };
}

function endpointsOf(text: string | undefined, base: ExpressPlayEndpoints): ExpressPlayEndpoints {
  const urls = jsonOf('EXPRESSPLAY_API_URLS', text, urlsSchema);
  if (urls === undefined) return base;
  const known = apiUrls(base);
  const unknown = Object.keys(urls).find(api => !Object.hasOwn(known, api));
  if (unknown !== undefined) {
    const names = Object.keys(known).join(', ');
    throw new ConfigurationError(`EXPRESSPLAY_API_URLS names no API of ExpressPlay: choose from ${names}.`);
  }
  try {
    return apiUrls({ ...known, ...urls } as ExpressPlayApiUrls);
  } catch (error) {
    if (!(error instanceof ExpressPlayError)) throw error;
    throw new ConfigurationError(`EXPRESSPLAY_API_URLS: ${error.message}.`);
  }
}

function cookieTransportOf(text: string): CookieTransport {
  if (text === 'form' || text === 'query') return text;
  return { header: text.slice('header:'.length) };
}

function jsonOf<Schema extends TSchema>(
  variable: string,
  text: string | undefined,
  schema: Schema
): Static<Schema> | undefined {
  if (text === undefined) return undefined;
  const value = parse(variable, text);
  const [first] = Value.Errors(schema, value);
  if (first) throw new ConfigurationError(`${variable}: ${first.instancePath || '/'} ${first.message}.`);
  return value as Static<Schema>;
}

function parse(variable: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigurationError(`${variable} is not JSON.`);
  }
}
