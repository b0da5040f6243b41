import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DRMS, type Drm, PATHS } from '../drm.ts';
import { first, type RequestParameters } from '../parameters/parameters.ts';
import type { RouteOptions } from '../route-options.ts';
import { CONFIGURATION_PATH } from '../token-requests/action-token-xml.ts';
import { configurationTokenXml } from './configuration-token-xml.ts';
import { customDataOf, readLicenseRequest } from './license-request.ts';
import { redeem } from './redeem.ts';

/** A license request is small; a real challenge has some kilobytes. */
const BODY_LIMIT = 256 * 1024;

/**
 * The license servers of all DRMs. Clients label their challenges in many ways, so every content type is
 * taken.
 */
export async function redemptionRoutes(
  app: FastifyInstance,
  { platform, origin }: RouteOptions
): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body)
  );

  for (const drm of DRMS) {
    app.post(PATHS[drm].rights, { config: { call: { api: 'redemptions', drm } } }, (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      if (isCertificateRequest(drm, body)) return reply.type('application/octet-stream').send(CERTIFICATE);
      reply.type('application/json');
      const { license, times } = redeem(platform, {
        drm,
        token: tokenOf(drm, request, body),
        deviceId: headerOf(request, 'x-emulated-device-id'),
        request: readLicenseRequest(body)
      });
      if (times !== undefined) reply.header('x-emulated-license', JSON.stringify(times));
      return license;
    });
  }

  app.get(CONFIGURATION_PATH, (_request, reply) => {
    reply.type('application/xml');
    return configurationTokenXml(origin());
  });
}

/**
 * Before its challenge a Widevine client may ask for the certificate of the service, by these two bytes. That costs no credit
 * and is no redemption.
 */
function isCertificateRequest(drm: Drm, body: string): boolean {
  return (drm === 'widevine' || drm === 'universal') && body === '\u0008\u0004';
}

/** Stands in for the signed message of a real license server, which no emulator can sign: type 5, without content. */
const CERTIFICATE = Buffer.from([0x08, 0x05]);

/** MS3 calls its query parameter `b`; every other DRM calls it `ExpressPlayToken`, as the header. */
function tokenOf(drm: Drm, request: FastifyRequest, body: string): string | undefined {
  const inQuery = first(request.query as RequestParameters, drm === 'ms3' ? 'b' : 'ExpressPlayToken');
  return (
    inQuery ?? headerOf(request, 'expressplaytoken') ?? (drm === 'playready' ? customDataOf(body) : undefined)
  );
}

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'object' ? value[0] : value;
};
