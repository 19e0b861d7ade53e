import type { Step } from '../step.ts'

/** Step 2: what belongs to an account leaves the process; what belongs to a visit stays. */
export const profilesOut: Step = {
  id: '2',
  name: 'profiles-out',
  title: 'Profiles out',
  routing: 'sticky',
  stateInProcess: 'allowed',
  sessionPlugin: 'fastify-session',
  composition: {
    identity: 'Cognito',
    profiles: 'DynamoDB',
    files: 'S3',
    cookieKeys: 'Secrets Manager',
    sessions: 'memory',
    carts: 'memory',
    cartEvents: 'memory',
    rateLimiter: 'memory',
    leases: 'memory',
    catalog: 'memory',
    orders: 'memory',
  },
  keeps: ['parallel-adds', 'logout-final', 'guest-merged-once', 'picture-everywhere', 'cookies-survive'],
}
