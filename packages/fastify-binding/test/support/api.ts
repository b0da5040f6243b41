import type { FastifyInstance, InjectOptions } from 'fastify';

// biome-ignore lint/suspicious/noExplicitAny: answers of every kind, read by tests
export type Answer = { status: number; body: any; headers: Record<string, unknown> };

/** Calls the API as its clients do. */
export function callerOf(app: FastifyInstance, apiKey = 'all') {
  return async (
    method: NonNullable<InjectOptions['method']>,
    url: string,
    payload?: object,
    headers: Record<string, string> = {}
  ): Promise<Answer> => {
    const response = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${apiKey}`, ...headers },
      ...(payload && { payload })
    });
    return {
      status: response.statusCode,
      body: response.body === '' ? undefined : JSON.parse(response.body),
      headers: response.headers
    };
  };
}

/** Redeems a license URL as an emulated device. */
export async function redeem(licenseUrl: string, deviceId: string, kids: readonly string[] = []) {
  const response = await fetch(licenseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-emulated-device-id': deviceId },
    body: JSON.stringify({
      kids: kids.map(kid => Buffer.from(kid, 'hex').toString('base64url')),
      type: 'temporary'
    })
  });
  return { status: response.status, text: await response.text() };
}
