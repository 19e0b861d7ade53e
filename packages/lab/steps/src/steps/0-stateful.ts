import type { Step } from '../step.ts'

/** Step 0: all state in the process, as a good app for one server has it. Two instances need sticky sessions. */
export const stateful: Step = {
  id: '0',
  name: 'stateful',
  title: 'Stateful',
  routing: 'sticky',
  stateInProcess: 'allowed',
  sessionPlugin: 'fastify-session',
  composition: {
    identity: 'memory',
    profiles: 'memory',
    files: 'disk',
    cookieKeys: 'memory',
    sessions: 'memory',
    carts: 'memory',
    cartEvents: 'memory',
    rateLimiter: 'memory',
    leases: 'memory',
    catalog: 'memory',
    orders: 'memory',
  },
  keeps: ['parallel-adds', 'logout-final', 'guest-merged-once'],
}
