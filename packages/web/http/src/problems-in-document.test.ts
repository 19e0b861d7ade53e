import { expect, it } from 'vitest'
import { startShop } from './testing/start-shop.ts'

interface Answer {
  readonly content?: Readonly<Record<string, unknown>>
}

it('says in the API document of every operation that an error is application/problem+json', async () => {
  await using shop = await startShop()
  const { paths } = (await shop.app.inject('/openapi.json')).json() as {
    paths: Record<string, Record<string, { responses: Record<string, Answer> }>>
  }

  const errors = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { responses }]) =>
      ['4XX', '5XX'].map((status) => ({
        operation: `${method} ${path} ${status}`,
        types: Object.keys(responses[status]?.content ?? {}),
      })),
    ),
  )
  expect(errors.length).toBeGreaterThan(40)
  const others = errors.filter(({ types }) => types.join() !== 'application/problem+json')
  expect(others.map(({ operation }) => operation)).toEqual([])
})
