import { createRestClient } from '@expressplay-binding/rest-client';
import { buildShop } from './app.ts';
import { prepareService } from './prepare-service.ts';

const {
  SHOP_PORT = '3002',
  BINDING_URL = 'http://127.0.0.1:3000',
  BINDING_API_KEY = 'epb_dev_local',
  LICENSE_ORIGINS = 'http://127.0.0.1:3001',
  SHOP_RENTAL_SECONDS = '120'
} = process.env;

const api = createRestClient({ baseUrl: BINDING_URL, apiKey: BINDING_API_KEY });
await prepareService(api);
const app = await buildShop({
  api,
  playerUrl: `${BINDING_URL}/player`,
  licenseOrigins: LICENSE_ORIGINS.split(','),
  rentalSeconds: Number(SHOP_RENTAL_SECONDS)
});
await app.listen({ host: '127.0.0.1', port: Number(SHOP_PORT) });
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => app.close().then(() => process.exit(0)));
