/**
 * What the demo says to the service, to the emulated ExpressPlay and to its license server.
 * @param {{ serviceUrl: string, emulatorUrl: string, apiKey: string }} stack
 */
export function createDemoApi({ serviceUrl, emulatorUrl, apiKey }) {
  return {
    /**
     * Calls the service.
     * @param {string} method
     * @param {string} path
     * @param {number} expectedStatus
     * @param {object} [body]
     * @returns {Promise<any>} The JSON that it answers with.
     * @throws {Error} When the status is another one.
     */
    async call(method, path, expectedStatus, body) {
      const response = await fetch(`${serviceUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, ...jsonHeaders(body) },
        ...jsonBody(body)
      });
      const text = await response.text();
      if (response.status !== expectedStatus)
        throw new Error(
          `${method} ${path} answered ${response.status} instead of ${expectedStatus}: ${text}`
        );
      return JSON.parse(text);
    },

    /**
     * Redeems a license URL as an emulated device.
     * @param {string} licenseUrl
     * @param {string} deviceId 32 hex characters.
     * @param {string} [kid] All keys of the token when left out.
     * @returns {Promise<{ status: number, key?: string }>} The content key as hex when there is a license.
     */
    async redeem(licenseUrl, deviceId, kid) {
      const kids = kid === undefined ? [] : [Buffer.from(kid, 'hex').toString('base64url')];
      const response = await fetch(licenseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-emulated-device-id': deviceId },
        body: JSON.stringify({ kids, type: 'temporary' })
      });
      if (!response.ok) return { status: response.status };
      const license = /** @type {{ keys: { k: string }[] }} */ (await response.json());
      const key = Buffer.from(license.keys[0]?.k ?? '', 'base64url').toString('hex');
      return { status: response.status, key };
    },

    /**
     * Asks the emulator for its counters or sets its switches.
     * @param {string} method
     * @param {'calls' | 'switches'} what
     * @param {object} [body]
     * @returns {Promise<any>}
     */
    async emulator(method, what, body) {
      const response = await fetch(`${emulatorUrl}/emulator/${what}`, {
        method,
        headers: jsonHeaders(body),
        ...jsonBody(body)
      });
      if (!response.ok) throw new Error(`The emulator answered ${response.status}.`);
      return response.json();
    }
  };
}

/**
 * @param {object | undefined} body
 * @returns {Record<string, string>}
 */
function jsonHeaders(body) {
  return body === undefined ? {} : { 'content-type': 'application/json' };
}

/** @param {object | undefined} body */
function jsonBody(body) {
  return body === undefined ? {} : { body: JSON.stringify(body) };
}
