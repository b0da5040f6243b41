import type { Storage } from '@expressplay-binding/storage-kysely';
import { type Print, withProgress } from '../progress.ts';

/** Encrypts every content key with the first of SEALING_KEYS, while services run. If interrupted, run it again; it resumes. */
export async function rotateKeys(storage: Storage, print: Print): Promise<void> {
  const resealed = await withProgress('contents', print, progress => storage.resealContents(progress));
  print(`Sealed the keys of ${resealed} contents anew. All others had the first of SEALING_KEYS already.`);
}
