/** The same answers as before, and the carts behind the port: asked over HTTP, and by a port that listens. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Carts } from '@unsticky/lab-kit/seam'
import type { Express } from 'express'
import { loadFunction } from '../../src/check/load-file.ts'
import type { Findings, Point } from '../../src/lab.type.ts'
import { behaviours, type Visitor } from './behaviours.ts'
import { promisesOfCarts } from './carts-contract.ts'

export const asksThePort = 'The shop asks the carts that it is given'
export const sessionIsFree = 'Nothing of the cart is in the session'

type CreateShop = (options: { carts: Carts }) => Express

export async function check(folder: string): Promise<Findings> {
  const createShop = await loadFunction<CreateShop>(folder, { file: 'shop.ts', name: 'createShop' })
  const createCarts = await loadFunction<() => Carts>(folder, { file: 'carts.ts', name: 'createMemoryCarts' })
  const heard = new Set<string>()
  const answers = await tryAll(behaviours, async (behave) =>
    withShop(createShop({ carts: listening(heard) }), behave),
  )
  const own = await tryAll(promisesOfCarts, async (promise) => promise(createCarts()))
  const silent = ['load', 'add', 'empty'].filter((name) => !heard.has(name))
  const source = readFileSync(join(folder, 'shop.ts'), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  const isFree = !/session(\.|\?\.|\[['"])cart\b/.test(source)
  return {
    points: [
      ...answers,
      {
        ...{ kind: 'answer', name: asksThePort, isFine: silent.length === 0 },
        detail: silent.length > 0 ? `Never called: ${silent.join(', ')}.` : undefined,
      },
      { kind: 'answer', name: sessionIsFree, isFine: isFree },
      ...own,
    ],
  }
}

async function tryAll<T>(
  all: Readonly<Record<string, T>>,
  attempt: (each: T) => Promise<unknown>,
): Promise<readonly Point[]> {
  const points: Point[] = []
  for (const [name, each] of Object.entries(all)) {
    const problem = await attempt(each).then(
      () => undefined,
      (error: Error) => error.message.split('\n')[0],
    )
    points.push({ kind: 'answer', name, isFine: problem === undefined, detail: problem })
  }
  return points
}

/** Carts as a service would keep them, which note what they are asked. */
function listening(heard: Set<string>): Carts {
  const carts = new Map<string, Record<string, number>>()
  return {
    async load(shopper) {
      heard.add('load')
      return { ...carts.get(shopper) }
    },
    async add(shopper, product) {
      heard.add('add')
      const lines = carts.get(shopper) ?? {}
      carts.set(shopper, { ...lines, [product]: (lines[product] ?? 0) + 1 })
      return { ...carts.get(shopper) }
    },
    async empty(shopper) {
      heard.add('empty')
      carts.delete(shopper)
    },
  }
}

async function withShop(app: Express, behave: (visitor: () => Visitor) => Promise<void>) {
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    await behave(() => visitorOf(url))
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** A browser: it keeps its cookie. */
function visitorOf(url: string): Visitor {
  let cookie = ''
  return async (method, path) => {
    const signal = AbortSignal.timeout(10_000)
    const response = await fetch(url + path, { method, headers: { cookie }, signal })
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
}
