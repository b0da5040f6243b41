/** Milliseconds since 1970, like `Date.now`. */
export type Clock = () => number;

/** RFC 3339 in UTC with whole seconds, as ExpressPlay prints times: `2021-09-22T22:42:48Z`. */
export const formatTime = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
