import { PATHS } from '../drm.ts';

/**
 * The Marlin Broadband configuration token that action tokens point at. Its contents are not public; the
 * emulator's tells where a `BusinessToken` is redeemed, in the header `ExpressPlayToken` or as the query
 * parameter of that name.
 */
export const configurationTokenXml = (origin: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<ConfigurationToken xmlns="urn:marlin:broadband:1-2:nemo:services:configuration-token">
    <LicenseServiceLocation>${origin}${PATHS.bb.rights}</LicenseServiceLocation>
</ConfigurationToken>`;
