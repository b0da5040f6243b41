import t from 'tap';
import { drmOptionErrors, drms } from '../src/index.ts';

t.test('a further parameter cannot write what the rules decide, in any spelling', async t => {
  const names = [
    ...[
      'cookie',
      'deviceId',
      'deviceid',
      'device_id',
      'DEVICE-ID',
      'device.id',
      'expirationTime',
      'kid',
      'kid.1'
    ],
    ...[
      'contentKey.0',
      'kek',
      'ek.12',
      'customerAuthenticator',
      'rental.periodEndTime',
      'rentalPlayDuration'
    ],
    ...['licenseDuration', 'LicenseDuration', 'generalFlags', 'rightsType', 'actionTokenType', 'userKey']
  ];
  for (const drm of drms)
    for (const name of names)
      t.match(
        drmOptionErrors({ [drm]: { parameters: { [name]: 'x' } } }, '/drmOptions'),
        [
          {
            path: `/drmOptions/${drm}/parameters/${name}`,
            message: 'is decided by the rules of device binding'
          }
        ],
        `${drm} ${name}`
      );
});

t.test('a further parameter cannot write what an option of its DRM writes', async t => {
  for (const [drm, name] of [
    ['widevine', 'securityLevel.1'],
    ['playready', 'algid'],
    ['marlin-ms3', 'contentURL']
  ] as const)
    t.match(drmOptionErrors({ [drm]: { parameters: { [name]: 'x' } } }, ''), [
      { message: 'has an option of its own: use it' }
    ]);
  t.strictSame(drmOptionErrors({ fairplay: { parameters: { analogVideoOPL: '0' } } }, ''), []);
});

t.test('a further parameter has the name of a parameter', async t => {
  t.strictSame(drmOptionErrors({ widevine: { parameters: { prFlag: 'true', 'x-y.0': '1' } } }, ''), []);
  t.strictSame(drmOptionErrors(undefined, ''), []);
  for (const name of ['', 'a b', 'a&b', '1x', 'x'.repeat(65)])
    t.match(drmOptionErrors({ widevine: { parameters: { [name]: 'x' } } }, ''), [
      { message: 'is not the name of a parameter' }
    ]);
});
