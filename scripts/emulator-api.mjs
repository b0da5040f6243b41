/**
 * What the demo says to the emulated ExpressPlay and to its license server.
 * @param {string} emulatorUrl
 */
export function createEmulatorApi(emulatorUrl) {
  return {
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
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body)
        })
      });
      if (!response.ok) throw new Error(`The emulator answered ${response.status}.`);
      return response.json();
    }
  };
}
