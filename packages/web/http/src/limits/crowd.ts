/**
 * Settings for load tests and experiments: a crowd that comes from one address, and shoppers who never rest, on a machine
 * that is busy with them as well. What an overloaded shop does is shown by `pnpm overload`.
 */
export const crowdFromOneAddress = {
  LOGIN_ATTEMPTS_PER_ADDRESS: '1000000',
  SIGN_UPS_PER_ADDRESS: '1000000',
  WRITES_PER_VISITOR: '1000000',
  GUEST_WRITES_PER_ADDRESS: '1000000',
  UPLOADS_PER_ACCOUNT: '1000000',
  STREAMS_PER_VISITOR: '1000000',
  OVERLOAD_DELAY_MS: '0',
} as const
