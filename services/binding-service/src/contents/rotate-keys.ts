import type { Storage } from '@expressplay-binding/storage-kysely';

/**
 * `rotate-keys`: seals every content key with the first of SEALING_KEYS, while services run. Broken off, it goes on where it
 * is called again.
 */
export async function rotateKeys(storage: Storage, print: (line: string) => void): Promise<void> {
  const resealed = await storage.resealContents(seen => print(`${seen} contents seen`));
  print(`Sealed the keys of ${resealed} contents anew. All others had the first of SEALING_KEYS already.`);
}
