import { apis, type ExpressPlayApi } from './apis.ts';
import { ExpressPlayArgumentError } from './errors/errors.ts';

/** The complete URL of each API, e.g. `widevine: 'https://wv-gen.test.expressplay.com/hms/wv/token'`. */
export type ExpressPlayApiUrls = Readonly<Record<ExpressPlayApi, string>>;

/** ExpressPlay's own environments; authenticators belong to one of them and are refused (-2018) by the others. */
export type ExpressPlayEnvironment = keyof typeof domains;

/**
 * Where ExpressPlay is: one of its environments, one base URL under which all hosts' paths live (an emulator,
 * a proxy), or the complete URL of each API.
 */
export type ExpressPlayEndpoints = ExpressPlayEnvironment | { readonly baseUrl: string } | ExpressPlayApiUrls;

const domains = {
  production: 'service.expressplay.com',
  test: 'test.expressplay.com',
  'production-cn': 'service.expressplay.cn',
  'test-cn': 'test.expressplay.cn'
} as const;

/** Whether it is the name of one of ExpressPlay's environments. */
export function isEnvironment(value: unknown): value is ExpressPlayEnvironment {
  return typeof value === 'string' && Object.hasOwn(domains, value);
}

/**
 * The complete URLs behind `endpoints`; a start for a map of one's own.
 *
 * @example
 * const endpoints = { ...apiUrls('test'), 'marlin-ms3': 'https://ms3-gen-2.test.expressplay.com/hms/ms3/token' };
 *
 * @throws {ExpressPlayArgumentError} for an unknown environment, a missing URL, or a URL that is not http(s)
 */
export function apiUrls(endpoints: ExpressPlayEndpoints): ExpressPlayApiUrls {
  const names = Object.keys(apis) as ExpressPlayApi[];
  const urls = names.map(api => [api, checkedUrl(api, urlOf(endpoints, api))]);
  return Object.fromEntries(urls) as ExpressPlayApiUrls;
}

function urlOf(endpoints: ExpressPlayEndpoints, api: ExpressPlayApi): string | undefined {
  const { host, path } = apis[api];
  if (typeof endpoints === 'string') {
    if (!isEnvironment(endpoints)) {
      const names = Object.keys(domains).join(', ');
      throw new ExpressPlayArgumentError(
        'endpoints',
        `must be one of ${names}, or { baseUrl: 'http://127.0.0.1:3001' }`
      );
    }
    return `https://${host}.${domains[endpoints]}${path}`;
  }
  if (typeof endpoints !== 'object' || endpoints === null) {
    throw new ExpressPlayArgumentError('endpoints', 'must be an environment or an object of URLs');
  }
  if ('baseUrl' in endpoints) return `${String(endpoints.baseUrl).replace(/\/+$/, '')}${path}`;
  return endpoints[api];
}

function checkedUrl(api: ExpressPlayApi, url: unknown): string {
  const parsed = typeof url === 'string' ? URL.parse(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.search || parsed.hash || parsed.username) {
    throw new ExpressPlayArgumentError('endpoints', `need an http or https URL without a query for ${api}`);
  }
  return parsed.href;
}
