/** Two apps on one Valkey, as two instances would be. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type LocalCloud, startLocalCloud } from '@unsticky/local-cloud'
import express from 'express'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLiveUpdates } from './live-updates.ts'
import { limitRate } from './rate-limit.ts'

let cloud: LocalCloud
const closers: (() => unknown)[] = []
beforeAll(async () => {
  cloud = await startLocalCloud()
})
afterAll(async () => {
  for (const close of closers) await close()
  await cloud?.stop()
})

/** An instance with both recipes; it trusts no proxy. */
async function startInstance(): Promise<string> {
  const valkey = new Redis(cloud.valkeyCarts.url.replace('//', `//:${cloud.valkeyCarts.password}@`))
  const updates = await createLiveUpdates(valkey)
  const app = express()
  app.set('trust proxy', false)
  app.post('/login', limitRate(valkey, { name: 'login', limit: 5, seconds: 60 }), (_request, response) => {
    response.status(401).end()
  })
  app.get('/events/:who', ({ params }, response) => updates.follow(params.who, response))
  app.post('/changes/:who', async ({ params }, response) => {
    await updates.announce(params.who, { revision: 7 })
    response.status(204).end()
  })
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
    updates.close()
    valkey.disconnect()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('a limit of five is five on two instances, whatever address a header claims', async () => {
  const urls = [await startInstance(), await startInstance()]
  const statuses: number[] = []

  for (let turn = 0; turn < 7; turn += 1) {
    const headers = { 'x-forwarded-for': `203.0.113.${turn}` }
    statuses.push((await fetch(`${urls[turn % 2]}/login`, { method: 'POST', headers })).status)
  }

  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
})

it('a page that one instance serves hears of a change that another one made', async () => {
  const [one, two] = [await startInstance(), await startInstance()]
  const page = await fetch(`${one}/events/anna`)
  const reader = page.body?.pipeThrough(new TextDecoderStream()).getReader()

  await fetch(`${two}/changes/bert`, { method: 'POST' })
  await fetch(`${two}/changes/anna`, { method: 'POST' })

  expect((await reader?.read())?.value).toBe('data: {"revision":7}\n\n')
})
