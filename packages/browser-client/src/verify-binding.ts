import type { BindingCheck, StartedBindingCheck } from './api/resources.ts';
import { findKeySystem } from './eme/key-systems.ts';
import { BrowserClientError } from './errors.ts';
import { type RegisterParts, redeemDummyToken } from './register.ts';

/** Tries a token that is restricted to another device, and tells the service whether the license server refused it. */
export async function verifyBinding(parts: RegisterParts): Promise<BindingCheck> {
  const { service, memory, robustness } = parts;
  const { keySystem, dummyContent } = memory.read();
  if (keySystem === undefined || dummyContent === undefined)
    throw new BrowserClientError('device-not-bound', 'This browser is not registered. Register it first.');
  const found = await findKeySystem([keySystem], robustness);
  const { body: started } = await service<StartedBindingCheck>('POST', '/binding-checks', {
    body: { drm: parts.drmOf(keySystem) },
    idempotencyKey: crypto.randomUUID()
  });
  const { checkId, licenseUrl } = started;
  const refused = await redeemDummyToken(parts, found, { licenseUrl, dummyContent }).then(
    () => false,
    error => {
      if (error instanceof BrowserClientError && error.code === 'license-refused') return true;
      throw error;
    }
  );
  const path = `/binding-checks/${checkId}/complete`;
  return (await service<BindingCheck>('POST', path, { body: { refused }, repeatable: true })).body;
}
