/** The DRM systems that ExpressPlay issues tokens for, in this project's spelling. */
export const drms = ['widevine', 'playready', 'fairplay', 'marlin-ms3', 'marlin-bb'] as const;

/** One DRM system. A device holds at most one binding per DRM. */
export type Drm = (typeof drms)[number];
