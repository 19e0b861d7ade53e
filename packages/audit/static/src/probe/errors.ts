/** Thrown where the probe cannot run; the message says what to do. */
export class ProbeError extends Error {}
