/** The DRMs whose CDMs browsers have. */
export type Drm = 'widevine' | 'playready' | 'fairplay';
