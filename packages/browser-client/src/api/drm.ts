/** The DRMs whose CDMs browsers have. */
export const drms = ['widevine', 'playready', 'fairplay'] as const;

/** One of {@link drms}. */
export type Drm = (typeof drms)[number];
