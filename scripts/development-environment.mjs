import { resolve } from 'node:path';

/**
 * What `npm start` tells the service: values of the user's environment win over these.
 * None of the secrets below protects anything; a deployment brings its own.
 * @param {NodeJS.ProcessEnv} user
 */
export function developmentEnvironment(user) {
  const emulatorPort = user.EMULATOR_PORT ?? '3001';
  const port = user.PORT ?? '3000';
  const shopPort = user.SHOP_PORT ?? '3002';
  const dataDir = resolve(user.DATA_DIR ?? 'data');
  return {
    HOST: '127.0.0.1',
    PORT: port,
    EMULATOR_PORT: emulatorPort,
    SHOP_PORT: shopPort,
    DATABASE_URL: `sqlite:${dataDir}/binding.db`,
    ...(user.EXPRESSPLAY_ENVIRONMENT === undefined && {
      EXPRESSPLAY_BASE_URL: `http://127.0.0.1:${emulatorPort}`
    }),
    EXPRESSPLAY_CUSTOMER_AUTHENTICATOR: '1,00000000000000000000000000000001',
    SEALING_KEYS: Buffer.from('expressplay-binding development!').toString('base64url'),
    BOOTSTRAP_API_KEY: 'epb_dev_local',
    DUMMY_CONTENT_KID: '00000000000000000000000000000001',
    DUMMY_CONTENT_KEY: '00000000000000000000000000000002',
    DUMMY_CONTENT_IV: '00000000000000000000000000000003',
    // Known of the emulator; what is known of ExpressPlay itself is its operator's to say.
    ...(user.EXPRESSPLAY_ENVIRONMENT === undefined &&
      user.EXPRESSPLAY_BASE_URL === undefined && {
        DEVICE_BINDING_ENFORCED: 'widevine,playready,fairplay,marlin-ms3,marlin-bb'
      }),
    COOKIE_SECRETS: 'a development secret that protects nothing',
    PLAYER_ORIGINS: originsOf(port, shopPort),
    PLAYER_COOKIES: 'development',
    CONSOLE: 'true',
    CONSOLE_ORIGIN: `http://127.0.0.1:${port}`,
    SEES_TIME_BASED: 'allow',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PER_MINUTE: '1000000',
    ...user,
    DATA_DIR: dataDir
  };
}

/** @param {string[]} ports */
function originsOf(...ports) {
  return ports.flatMap(port => [`http://127.0.0.1:${port}`, `http://localhost:${port}`]).join(',');
}
