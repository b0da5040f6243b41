import { Agent } from 'undici';
import { formHeaders, tokenForm, tokenPath } from './token-form.ts';

/** Makes the token call with only undici. Returns the body of the answer. */
export function createBareTokenCall(origin: string) {
  const agent = new Agent();
  return {
    async call(): Promise<string> {
      const { statusCode, body } = await agent.request({
        origin,
        path: tokenPath,
        method: 'POST',
        headers: formHeaders,
        body: tokenForm
      });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`The emulator answered ${statusCode}: ${text}`);
      return text;
    },
    close: () => agent.close()
  };
}
