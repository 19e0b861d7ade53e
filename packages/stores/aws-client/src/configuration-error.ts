/**
 * Thrown when a setting names something that AWS does not have: a table, a bucket, a user pool, a secret. Waiting does
 * not help, so it is no `UnavailableError`; the message says what to look at.
 */
export class ConfigurationError extends Error {}
