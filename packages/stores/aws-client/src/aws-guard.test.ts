import { UnavailableError } from '@unsticky/kernel'
import { describe, expect, it } from 'vitest'
import { ConfigurationError, createAwsGuard } from './index.ts'

const ask = createAwsGuard('order store', {
  deadlineMs: 50,
  configurationErrors: { ResourceNotFoundException: 'There is no table "orders"' },
})

const failure = (name: string, fields: object = {}) =>
  Object.assign(new Error('secret words'), { name, ...fields })
const failing = (error: unknown) => ask(async () => Promise.reject(error))

describe('the guard of an AWS adapter', () => {
  it('gives the answer on', async () => {
    expect(await ask(async () => 'kettle')).toBe('kettle')
  })

  it('ends what does not answer at the deadline, and tells the request to stop', async () => {
    let signal: AbortSignal | undefined

    const asking = ask((call) => {
      signal = call.abortSignal
      return new Promise<never>(() => {})
    })

    await expect(asking).rejects.toThrow(UnavailableError)
    expect(signal?.aborted).toBe(true)
  })

  it('does not take its own blocked event loop for a silent service', async () => {
    const asking = ask(() => new Promise((resolve) => setImmediate(() => setImmediate(resolve, 'kettle'))))
    const end = performance.now() + 300
    while (performance.now() < end);

    expect(await asking).toBe('kettle')
  })

  it.each([
    ['a refused connection', failure('Error', { code: 'ECONNREFUSED' })],
    ['a slow answer', failure('TimeoutError')],
    ['throttling', failure('ProvisionedThroughputExceededException', { $metadata: { httpStatusCode: 400 } })],
    ['too many requests', failure('Whatever', { $metadata: { httpStatusCode: 429 } })],
    ['a failure on their side', failure('InternalServerError', { $metadata: { httpStatusCode: 500 } })],
  ])('takes %s for unavailable', async (_what, error) => {
    await expect(failing(error)).rejects.toMatchObject({ code: 'SHOP_UNAVAILABLE', service: 'order store' })
  })

  it('does not let the SDK exception out, which carries the request', async () => {
    const error = await failing(failure('TimeoutError', { request: 'a card number' })).catch(
      (caught) => caught,
    )

    expect(error.cause).not.toHaveProperty('request')
  })

  it('says which setting is wrong', async () => {
    const failed = failing(failure('ResourceNotFoundException'))

    await expect(failed).rejects.toThrow(ConfigurationError)
    await expect(failed).rejects.toThrow('There is no table "orders" (ResourceNotFoundException)')
  })

  it('leaves every other error as it is', async () => {
    const bug = failure('ValidationException', { $metadata: { httpStatusCode: 400 } })

    await expect(failing(bug)).rejects.toBe(bug)
  })
})
