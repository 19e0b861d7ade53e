/** Milliseconds since 1970. Passed in wherever time matters, so that tests own the clock. */
export type Now = () => number

export const systemNow: Now = () => Date.now()
