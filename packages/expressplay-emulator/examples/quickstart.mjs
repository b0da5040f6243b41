import { createEmulator } from '@expressplay-binding/expressplay-emulator';

const emulator = await createEmulator({ parameters: 'strict' });
const customerAuthenticator = '1000,0123456789abcdef0123456789abcdef';
const content = {
  kid: '00112233445566778899aabbccddeeff',
  contentKey: '0f0e0d0c0b0a09080706050403020100',
  securityLevel: '1',
  hdcpOutputControl: '0'
};

// Your code, with emulator.url in place of ExpressPlay's hosts: a token for the living room TV alone.
const livingRoomTv = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const token = await fetch(`${emulator.url}/hms/wv/token`, {
  method: 'POST',
  body: new URLSearchParams({ customerAuthenticator, ...content, deviceId: livingRoomTv })
});
const licenseUrl = await token.text();

// What a device does, here an emulated one.
const redeem = deviceId =>
  fetch(licenseUrl, { method: 'POST', headers: { 'x-emulated-device-id': deviceId }, body: '{"kids":[]}' });

console.log('TV:', (await redeem(livingRoomTv)).status); // TV: 200
console.log('Phone:', (await redeem('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb')).status); // Phone: 403
console.log('Token calls:', emulator.calls.tokens.widevine); // Token calls: 1

await emulator.close();
