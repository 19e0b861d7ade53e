import type { PromiseId } from './matrix.ts'

/** What a shopper, and at the end the team, may rely on. `matrix.ts` says from which step on. */
export const promises: Readonly<Record<PromiseId, string>> = {
  'survives-restart': 'Cart, login and profile survive a restart',
  'survives-kill': 'Cart and login survive the kill of one of three',
  'two-devices': 'The same cart on two devices',
  'parallel-adds': 'Parallel adds are all kept',
  'never-oversold': 'Never oversold',
  'order-once': 'An order is placed once, however often it is sent',
  'logout-final': 'A logout is final',
  'guest-merged-once': "A guest's cart is merged once",
  'login-everywhere': 'A login is valid on every instance',
  'picture-everywhere': 'A picture is visible on every instance and after a kill',
  'cookies-survive': 'Cookies survive a restart and a secret rotation',
  'rate-limit-shared': 'The rate limit holds across instances',
  'live-update': 'A live update reaches a device on another instance',
  'reminder-once': 'The reminder runs once',
  'order-numbers-unique': 'Order numbers are unique',
  'load-spreads': 'Load spreads to a new instance',
  'rolling-restart': 'A rolling restart causes no error',
  'memory-flat': 'Memory stays flat as users come and go',
  'parts-apart': 'One part fails, user interface included, and the others go on',
  'state-refused': 'An instance with state in its process does not start',
}

export const promiseIds = Object.keys(promises) as readonly PromiseId[]
