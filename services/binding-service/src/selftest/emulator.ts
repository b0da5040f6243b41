import type { ExpressPlayEndpoints } from '@expressplay-binding/expressplay-client';

const patience = 2000;

/** Whether this is the emulator: only the emulator has an API below `/emulator`. */
export async function isEmulator(endpoints: ExpressPlayEndpoints): Promise<boolean> {
  if (typeof endpoints !== 'object' || !('baseUrl' in endpoints)) return false;
  const url = `${endpoints.baseUrl.replace(/\/$/, '')}/emulator/calls`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
    return response.ok && 'redemptions' in ((await response.json()) as object);
  } catch {
    return false;
  }
}

/** Redeems a license URL as an emulated device. Returns the HTTP status. */
export async function redeem(licenseUrl: string, deviceId: string): Promise<number> {
  const response = await fetch(licenseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-emulated-device-id': deviceId },
    body: JSON.stringify({ kids: [], type: 'temporary' }),
    signal: AbortSignal.timeout(patience)
  });
  await response.body?.cancel();
  return response.status;
}
