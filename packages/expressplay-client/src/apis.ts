/** One of ExpressPlay's APIs, each on a host of its own. */
export type ExpressPlayApi = keyof typeof apis;

// Hosts and paths: ExpressPlay's "Service Region Hosts". The universal token's request URL is not public;
// this one follows the pattern of the others and of its license URL, /hms/ut/rights/.
export const apis = {
  widevine: { host: 'wv-gen', path: '/hms/wv/token' },
  playready: { host: 'pr-gen', path: '/hms/pr/token' },
  fairplay: { host: 'fp-gen', path: '/hms/fp/token' },
  'marlin-ms3': { host: 'ms3-gen', path: '/hms/ms3/token' },
  'marlin-bb': { host: 'bb-gen', path: '/hms/bb/token' },
  universal: { host: 'ut-gen', path: '/hms/ut/token' },
  records: { host: 'api', path: '/cmiapi/getrecord/' },
  keyStorage: { host: 'api', path: '/keystore' }
} as const;
