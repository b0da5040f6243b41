import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** A certificate with its key, as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority in a folder, made by OpenSSL. */
export function createAuthority(folder: string, name: string) {
  const path = (file: string) => join(folder, `${name}-${file}`);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const [caCert, caKey] = [path('ca.crt'), path('ca.key')];
  openssl('req', '-x509', ...newKey, '-keyout', caKey, '-out', caCert, '-days', '2', '-subj', `/CN=${name}`);

  return {
    certFile: caCert,
    cert: readFileSync(caCert, 'utf8'),
    /** A certificate of this authority for 127.0.0.1 as server and client, unless it is for another host; the files are there too. */
    issue(
      subject: string,
      subjectAltName = 'IP:127.0.0.1'
    ): Identity & { readonly certFile: string; readonly keyFile: string } {
      const [certFile, keyFile] = [path(`${subject}.crt`), path(`${subject}.key`)];
      const [request, extensions] = [path(`${subject}.csr`), path('extensions')];
      writeFileSync(extensions, `subjectAltName=${subjectAltName}`);
      openssl('req', ...newKey, '-keyout', keyFile, '-out', request, '-subj', `/CN=${subject}`);
      openssl(
        ...['x509', '-req', '-in', request, '-CA', caCert, '-CAkey', caKey, '-CAcreateserial'],
        ...['-out', certFile, '-days', '2', '-extfile', extensions]
      );
      return {
        certFile,
        keyFile,
        cert: readFileSync(certFile, 'utf8'),
        key: readFileSync(keyFile, 'utf8')
      };
    }
  };
}

/** Sends JSON over TLS, with a client certificate if there is one. */
export async function post(
  url: string,
  body: object | undefined,
  {
    ca,
    identity,
    method = 'POST',
    headers = {}
  }: {
    readonly ca: string;
    readonly identity?: Identity;
    readonly method?: string;
    readonly headers?: Record<string, string>;
  }
) {
  return new Promise<{ status: number; body: Record<string, unknown> }>((resolve, reject) => {
    const options = { ca, ...identity, method, agent: false } as const;
    const json = { ...(body && { 'content-type': 'application/json' }), ...headers };
    const sent = request(url, { ...options, headers: json }, async response => {
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(await text(response)) });
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}
