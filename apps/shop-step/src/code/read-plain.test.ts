import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readMarks, readPlain } from './read-plain.ts'

const accounts = `
// STATEFUL: an account made here does not exist on the others.
const accounts = new Map()

export const accountRoutes = (app) => {
  const limit = app.createRateLimit({ max: 10 })
  app.post('/api/accounts', async (body) => {
    await limit()
    accounts.set(body.email, body)
  })
  app.get('/api/help', async () => {
    return '${'Nobody here asks for an account. '.repeat(20)}'
  })
}
`
const app = `
import rateLimit from '@fastify/rate-limit'

export async function createApp(app) {
  // STATEFUL: every instance counts for itself.
  await app.register(rateLimit)
  return app
}
`
const sample = mkdtempSync(join(tmpdir(), 'unsticky-plain-'))
writeFileSync(join(sample, 'accounts.ts'), accounts)
writeFileSync(join(sample, 'app.ts'), app)
afterAll(() => rmSync(sample, { recursive: true }))

it('finds the marked lines, what they declare, and which piece of state they are', () => {
  expect(readMarks(sample).map(({ file, piece, names, says }) => [file, piece, names, says])).toEqual([
    ['accounts.ts', 'login', ['accounts'], 'an account made here does not exist on the others.'],
    ['app.ts', 'rate-limit', [], 'every instance counts for itself.'],
  ])
})

it('shows a marked line with what uses it, and nothing else', () => {
  const texts = readPlain('login', sample).map(({ text }) => text)

  expect(texts[0]).toBe(
    '// STATEFUL: an account made here does not exist on the others.\nconst accounts = new Map()',
  )
  expect(texts.slice(1).join()).toContain('accounts.set(body.email, body)')
  expect(texts.join()).not.toContain('Nobody here')
})

it('follows a registered plugin into the files that use it', () => {
  const places = readPlain('rate-limit', sample).map(({ file, line, text }) => [file, line, text])

  expect(places).toEqual([
    ['accounts.ts', 6, 'const limit = app.createRateLimit({ max: 10 })'],
    ['app.ts', 5, '// STATEFUL: every instance counts for itself.\nawait app.register(rateLimit)'],
  ])
})

it('every marked line of the shop itself belongs to a piece of state', () => {
  expect(readMarks().length).toBeGreaterThan(15)
  expect(readMarks().filter(({ piece }) => piece === undefined)).toEqual([])
})
