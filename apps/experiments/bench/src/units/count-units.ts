/** What each route of the stateless shop makes DynamoDB do, route after route, against the emulator. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createProcessGroup } from '@unsticky/processes'
import { startSeededCloud } from '@unsticky/shops/backing-services'
import { pinCores } from '../cores.ts'
import { createVisitor } from '../shoppers.ts'
import { startSubject } from '../start-subject.ts'
import { createSubjects } from '../subjects.ts'
import { type Counted, startConsumedProxy } from './consumed-proxy.ts'

interface UnitsOptions {
  readonly times?: number
  readonly idleSeconds?: number
}

export interface RouteUnits extends Counted {
  readonly route: string
  readonly times: number
}

const address = {
  name: 'Ada Lovelace',
  street: '12 Analytical Way',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
}

/** One instance, one shopper, every route some times; then nobody for a while. */
export async function countUnits({
  times = 5,
  idleSeconds = 5,
}: UnitsOptions = {}): Promise<readonly RouteUnits[]> {
  await using cloud = await startSeededCloud()
  await using proxy = await startConsumedProxy(cloud.env.AWS_ENDPOINT_URL_DYNAMODB ?? cloud.aws.endpoint)
  await using group = createProcessGroup({
    directory: mkdtempSync(join(tmpdir(), 'unsticky-units-')),
    temporary: true,
  })
  const { stateless } = createSubjects(cloud, { AWS_ENDPOINT_URL_DYNAMODB: proxy.url })
  const { url } = await startSubject(stateless, { group, cores: { ...(await pinCores()) } })
  const visitor = createVisitor(url)
  const rows: RouteUnits[] = []
  let csrfToken = ''
  let total = 0

  await row('start of an instance', async () => void (await visitor.ask('GET', '/api/products')), 1)
  await row('GET /api/products', async () => void (await visitor.ask('GET', '/api/products')))
  await row(
    'GET /api/products/:id',
    async () => void (await visitor.ask('GET', '/api/products/copper-kettle')),
  )
  await row('POST /api/accounts', signUp, 1)
  await row('POST /api/cart/lines', () =>
    change('POST', '/api/cart/lines', { productId: 'green-sencha', quantity: 1 }),
  )
  await row('PUT /api/cart/lines/:id', () => change('PUT', '/api/cart/lines/green-sencha', { quantity: 2 }))
  await row('GET /api/cart', readCart)
  await row('GET /api/profile', async () => void (await visitor.ask('GET', '/api/profile')))
  await row('POST /api/orders (with a cart of one line)', order)
  await row('GET /api/orders', async () => void (await visitor.ask('GET', '/api/orders')))
  await row(`${idleSeconds} s without a shopper`, () => sleep(idleSeconds * 1000), 1)
  return rows

  async function row(route: string, act: () => Promise<void>, howOften = times) {
    for (let time = 0; time < howOften; time += 1) await act()
    await sleep(100) // what goes on after an answer belongs to it
    rows.push({ route, times: howOften, ...proxy.take() })
  }

  async function signUp() {
    const session = await visitor.ask<{ csrfToken: string }>('GET', '/api/session')
    const json = {
      email: `${crypto.randomUUID()}@example.test`,
      password: 'correct horse 1',
      displayName: 'A Shopper',
    }
    csrfToken = (
      await visitor.ask<{ csrfToken: string }>('POST', '/api/accounts', {
        csrfToken: session.csrfToken,
        json,
      })
    ).csrfToken
  }

  async function change(method: string, path: string, json: unknown) {
    await visitor.ask(method, path, { csrfToken, json })
  }

  async function readCart() {
    total = (await visitor.ask<{ totalCents: number }>('GET', '/api/cart')).totalCents
  }

  async function order() {
    await change('POST', '/api/cart/lines', { productId: 'copper-kettle', quantity: 1 })
    await readCart()
    await change('POST', '/api/orders', { address, card: 'approved', expectedTotalCents: total })
  }
}

/** How far the cost card is from what was consumed, as a share of it: 0.1 is 10 %. */
export function cardError(rows: readonly Counted[], kind: 'reads' | 'writes'): number {
  const sum = (field: 'consumed' | 'reckoned') => rows.reduce((total, row) => total + row[field][kind], 0)
  return sum('consumed') === 0 ? 0 : Math.abs(sum('reckoned') - sum('consumed')) / sum('consumed')
}
