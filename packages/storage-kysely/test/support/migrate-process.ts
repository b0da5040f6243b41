import { openStorage } from '../../src/index.ts';

const [, , url = ''] = process.argv;
const storage = await openStorage({ url, sealingKeys: [String(process.env.SEALING_KEY)] });
await storage.ping();
await storage.close();
