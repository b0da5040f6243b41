// Preloaded into a service: once the file that BROKEN_DISK names is there, nothing can be synced any more.
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';

const anyFile = await open(process.execPath);
const files = Object.getPrototypeOf(anyFile);
await anyFile.close();
const datasync = files.datasync;
files.datasync = async function sync() {
  if (existsSync(process.env.BROKEN_DISK ?? ''))
    throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
  await datasync.call(this);
};
