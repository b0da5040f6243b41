/** Headers that many answers have, as `components.headers` of the OpenAPI document has them. */
export const sharedHeaders = {
  'request-id': {
    description:
      'Identifies the request in the log of the service. It is the `request-id` of the request, if that has 1 to 64 letters, digits, `.`, `_` or `-`',
    schema: { type: 'string', examples: ['0199c7a4-b3c2-7d0e-8f6a-5b4c3d2e1f00'] }
  },
  'RateLimit-Policy': {
    description: 'How many requests (`q`) the caller has in so many seconds (`w`)',
    schema: { type: 'string', examples: ['"requests";q=60000;w=60'] }
  },
  RateLimit: {
    description:
      'How many requests (`r`) are left for so many seconds (`t`). Absent if the request was refused before it was counted',
    schema: { type: 'string', examples: ['"requests";r=59999;t=60'] }
  },
  'Retry-After': {
    description: 'After how many seconds to send the request again; present where waiting helps',
    schema: { type: 'string', examples: ['2'] }
  }
} as const;

type SharedHeader = keyof typeof sharedHeaders;

// A registration that is pending, too many requests, and faults that end by themselves.
const statusesWithRetryAfter: readonly string[] = ['202', '409', '429', '502', '503', '504'];

/** The shared headers of a response, as references. */
export function sharedHeadersOf(status: string, isLimited: boolean): Record<string, object> {
  const names: readonly SharedHeader[] = [
    'request-id',
    ...(isLimited ? (['RateLimit-Policy', 'RateLimit'] as const) : []),
    ...(statusesWithRetryAfter.includes(status) ? (['Retry-After'] as const) : [])
  ];
  return Object.fromEntries(names.map(name => [name, { $ref: `#/components/headers/${name}` }]));
}
