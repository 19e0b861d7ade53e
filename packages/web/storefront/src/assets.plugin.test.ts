import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { assetsPlugin } from './assets.plugin.ts'

const startAssets = async () => {
  const app = Fastify()
  await app.register(assetsPlugin)
  return app
}

it('serves a script for ever under the address with its hash', async () => {
  await using app = await startAssets()

  const answer = await app.inject(app.assets.url('every-page.js'))

  expect(answer.statusCode).toBe(200)
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8')
})

it('serves one style sheet made of all parts', async () => {
  await using app = await startAssets()

  const answer = await app.inject(app.assets.url('storefront.css'))

  expect(answer.body).toContain('.site-header')
  expect(answer.body).toContain('.state-table')
})

it('answers for the files of another version, to be kept by nobody', async () => {
  await using app = await startAssets()

  const answer = await app.inject('/assets/000000000000/every-page.js')

  expect(answer.statusCode).toBe(200)
  expect(answer.headers['cache-control']).toBe('no-store')
})

it.each(['..%2fassets.ts', 'tsconfig.json', 'nothing.js', '%00', '__proto__'])(
  'knows no file %j',
  async (name) => {
    await using app = await startAssets()

    const answer = await app.inject(`/assets/${app.assets.hash}/${name}`)

    expect(answer.statusCode).toBe(404)
  },
)
