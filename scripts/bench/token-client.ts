import { Pool } from 'undici';
import type { TokenRequest } from './customers.ts';

/** Asks a service for tokens, for one customer after the other. */
export function createTokenClient({ url }: { readonly url: string }, requests: readonly TokenRequest[]) {
  const pool = new Pool(url, { connections: 64 });
  let last = 0;
  return {
    async next(): Promise<void> {
      const request = requests[last++ % requests.length]!;
      const { statusCode, body } = await pool.request(request);
      const text = await body.text();
      if (statusCode !== 201) throw new Error(`The service answered ${statusCode}: ${text}`);
    },
    close: () => pool.close()
  };
}
