import { UnavailableError } from '@unsticky/kernel'
import { expect, it } from 'vitest'
import { toUnavailable } from './valkey-failure.ts'

it.each([
  'LOADING Valkey is loading the dataset in memory',
  'MASTERDOWN Link with MASTER is down',
  'CLUSTERDOWN The cluster is down',
  'MISCONF Errors writing to the AOF file: No space left on device',
  'NOREPLICAS Not enough good replicas to write.',
  'BUSY Valkey is busy running a script.',
  "OOM command not allowed when used memory > 'maxmemory'.",
  "READONLY You can't write against a read only replica.",
  'WRONGPASS invalid username-password pair or user is disabled.',
  'Command timed out',
  'Connection is closed.',
  'Command aborted due to connection close',
  'Reached the max retries per request limit (which is 1).',
])('takes for unavailable: %s', (message) => {
  expect(toUnavailable(new Error(message), 'cart store')).toBeInstanceOf(UnavailableError)
})

it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'])(
  'takes for unavailable: %s',
  (code) => {
    expect(toUnavailable(Object.assign(new Error('network'), { code }), 'cart store')).toBeInstanceOf(
      UnavailableError,
    )
  },
)

it.each([
  'WRONGTYPE Operation against a key holding the wrong kind of value',
  'ERR user_script:3: attempt to index a nil value script: 12, on @user_script:3.',
  'ERR syntax error',
  'BUSYKEY Target key name already exists.',
  'NOPERM User has no permissions',
])('takes for a bug of ours: %s', (message) => {
  expect(toUnavailable(new Error(message), 'cart store')).toBeUndefined()
})
