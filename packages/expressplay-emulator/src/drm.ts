/** The kinds of token that ExpressPlay issues. `bb` is Marlin Broadband. */
export const DRMS = ['widevine', 'playready', 'fairplay', 'ms3', 'bb', 'universal'] as const;

/** One of {@link DRMS}. */
export type Drm = (typeof DRMS)[number];

/**
 * Where each DRM's calls live. On ExpressPlay every path has a host of its own (`wv-gen.…`, `wv.…`); here
 * one port serves them all. The Marlin Broadband redemption path is the emulator's own, as is
 * `/hms/ut/token`: neither is public.
 */
export const PATHS: Readonly<Record<Drm, { readonly token: string; readonly rights: string }>> = {
  widevine: { token: '/hms/wv/token', rights: '/hms/wv/rights/' },
  playready: { token: '/hms/pr/token', rights: '/playready/RightsManager.asmx' },
  fairplay: { token: '/hms/fp/token', rights: '/hms/fp/rights/' },
  ms3: { token: '/hms/ms3/token', rights: '/hms/ms3/rights/' },
  bb: { token: '/hms/bb/token', rights: '/hms/bb/rights/' },
  universal: { token: '/hms/ut/token', rights: '/hms/ut/rights/' }
};
