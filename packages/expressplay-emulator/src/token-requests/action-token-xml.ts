import type { MarlinAction } from '../token/token-content.ts';
import type { IssuedToken } from './token-kind.ts';

/** The path of the action token's configuration, below the license server's origin. */
export const CONFIGURATION_PATH = '/mbs/ConfigurationToken.xml';

/** The service that published test tokens name. */
const TEST_SERVICE = 'urn:marlin:organization:seacert:eval-marlin-service:500';

/** Published for `LicenseAcquisition`; the names of the other two are assumed. */
const ELEMENTS: Readonly<Record<MarlinAction['type'], string>> = {
  license: 'LicenseAcquisition',
  registration: 'Registration',
  deregistration: 'Deregistration'
};

/**
 * The XML action token in the shape of published ones; its `BusinessToken` is base64, wrapped at 76
 * columns.
 */
export function actionTokenXml({ token, origin, content }: IssuedToken): string {
  const element = ELEMENTS[content.marlin?.type ?? 'license'];
  const node = content.marlin?.user === undefined ? 'personality' : 'user';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<ActionToken xmlns="urn:marlin:broadband:1-2:nemo:services:action-token" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <ConfigurationInfo broadbandServiceId="${TEST_SERVICE}" configVersion="3">
        <ResourceLocation>${origin}${CONFIGURATION_PATH}</ResourceLocation>
    </ConfigurationInfo>
    <${element}>
        <Type>${node}</Type>
        <BusinessToken>${wrapLines(token.toString('base64'))}
</BusinessToken>
    </${element}>
</ActionToken>`;
}

const wrapLines = (base64: string): string => base64.replace(/.{76}(?=.)/g, '$&\n');
