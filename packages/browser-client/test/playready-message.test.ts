import t from 'tap';
import { unpackPlayReadyMessage } from '../src/eme/playready-message.ts';

const challenge = '<soap:Envelope>challenge</soap:Envelope>';

/** A message as a buffer of its own. */
function messageOf(text: string, encoding: 'utf16le' | 'utf8'): ArrayBuffer {
  return Uint8Array.from(Buffer.from(text, encoding)).buffer;
}

t.test('the challenge and its headers are taken out of the wrapping', async t => {
  const wrapped = `<PlayReadyKeyMessage type="LicenseAcquisition"><LicenseAcquisition Version="1">
    <Challenge encoding="base64encoded">${btoa(challenge)}</Challenge>
    <HttpHeaders>
      <HttpHeader><name>Content-Type</name><value>text/xml; charset=utf-8</value></HttpHeader>
      <HttpHeader><name>SOAPAction</name><value>"http://schemas.microsoft.com/DRM/2007/03/protocols/AcquireLicense"</value></HttpHeader>
    </HttpHeaders></LicenseAcquisition></PlayReadyKeyMessage>`;
  const { headers, body } = unpackPlayReadyMessage(messageOf(wrapped, 'utf16le'));
  t.strictSame(headers, {
    'content-type': 'text/xml; charset=utf-8',
    soapaction: '"http://schemas.microsoft.com/DRM/2007/03/protocols/AcquireLicense"'
  });
  t.equal(new TextDecoder().decode(body), challenge);
});

t.test('a bare challenge is sent as it is', async t => {
  const message = messageOf(challenge, 'utf8');
  const { headers, body } = unpackPlayReadyMessage(message);
  t.strictSame(headers, { 'content-type': 'text/xml; charset=utf-8' });
  t.equal(body, message);
});
