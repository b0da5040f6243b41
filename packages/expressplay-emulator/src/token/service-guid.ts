import { createHash } from 'node:crypto';

/** The GUID that newer tokens show next to the service id. The emulator derives it from the id. */
export function serviceGuid(serviceId: number): string {
  const hex = createHash('sha256').update(`service ${serviceId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-'
  );
}
