import type { Step } from '../step.ts'

/** Step 3b: small sessions that stay ended, and carts that change by one script. */
export const cartsByThemselves: Step = {
  id: '3b',
  name: 'carts-by-themselves',
  title: 'Sessions out, carts by themselves',
  routing: 'round-robin',
  stateInProcess: 'allowed',
  sessionPlugin: 'fastify-session',
  composition: {
    identity: 'Cognito',
    profiles: 'DynamoDB',
    files: 'S3',
    cookieKeys: 'Secrets Manager',
    sessions: 'Valkey',
    carts: 'Valkey',
    cartEvents: 'memory',
    rateLimiter: 'memory',
    leases: 'memory',
    catalog: 'memory',
    orders: 'memory',
  },
  keeps: [
    'survives-restart',
    'survives-kill',
    'two-devices',
    'parallel-adds',
    'logout-final',
    'guest-merged-once',
    'login-everywhere',
    'picture-everywhere',
    'cookies-survive',
    'load-spreads',
    'rolling-restart',
  ],
}
