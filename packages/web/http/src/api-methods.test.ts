/** Every method at every address of the API: what is not taken is refused, and what is answered ends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listOperations, type Operation } from './testing/api-operations.ts'
import { createShopper } from './testing/browser.ts'
import { startShop, type TestShop } from './testing/start-shop.ts'

let shop: TestShop
let operations: readonly Operation[]

beforeAll(async () => {
  shop = await startShop()
  operations = await listOperations(shop.app)
})
afterAll(() => shop.app.close())

const isStream = ({ path }: Operation) => path.endsWith('/events')
const urlOf = ({ path }: Pick<Operation, 'path'>) =>
  path.replace(/\{(order|session)Id\}/, 'somebody-else').replace('{productId}', 'green-sencha')

describe('every method at every address', { timeout: 120_000 }, () => {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

  it('is answered, and ends: what a route does not take is 405 with Allow', async () => {
    const other = await createShopper(shop.app)
    const origin = await shop.listen()
    const headers = { cookie: [...other.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    const paths = [...new Set(operations.map(({ path }) => path))]

    for (const path of paths) {
      const taken = new Set(operations.filter((each) => each.path === path).map((each) => each.method))
      for (const method of methods.filter((each) => !taken.has(each) || each === 'HEAD')) {
        const url = `${origin}${urlOf({ path })}`
        // Read to its end: an answer that has none is no answer.
        const answer = await fetch(url, {
          method,
          headers,
          redirect: 'manual',
          signal: AbortSignal.timeout(30_000),
        })
        await answer.arrayBuffer()
        if (method === 'HEAD' && taken.has('GET')) {
          expect([method, path, answer.status < 500 && answer.status !== 405]).toEqual([method, path, true])
          continue
        }
        expect([method, path, answer.status]).toEqual([method, path, 405])
        expect(answer.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining([...taken]))
      }
    }
  })

  it('of a HEAD has the status of its GET and no body', async () => {
    const other = await createShopper(shop.app)
    const reads = operations.filter((each) => each.method === 'GET' && !isStream(each))

    for (const operation of reads) {
      const url = urlOf(operation)
      const [head, get] = [await other.request('HEAD', url), await other.request('GET', url)]
      expect([url, head.statusCode, head.body]).toEqual([url, get.statusCode, ''])
    }
  })
})
