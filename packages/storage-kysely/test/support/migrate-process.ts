import { randomBytes } from 'node:crypto';
import { openStorage } from '../../src/index.ts';

const [, , url = ''] = process.argv;
const storage = await openStorage({ url, sealingKeys: [randomBytes(32)] });
await storage.ping();
await storage.close();
