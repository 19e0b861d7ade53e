import { freshEmail } from '@unsticky/http/testing'
import { createSecretsClient, createSecretsReader } from '@unsticky/secrets-manager'
import { expect } from 'vitest'
import { cookieName } from '../cookie-name.ts'
import type { Experiment } from '../experiment.ts'
import type { Shops } from '../open-shops.ts'
import type { Shop } from '../shop.ts'
import { signUpAs } from '../shoppers.ts'

export const secretsInLogs: Experiment = {
  async before(shop) {
    expectNone(shop, await useSecrets(shop))
  },

  async after(shop, shops) {
    expectNone(shop, [...(await useSecrets(shop)), ...(await secretsOf(shops))])
  },
}

function expectNone(shop: Shop, secrets: readonly string[]) {
  const log = shop.log()
  expect(log).toContain('/api/tokens') // what happened is in the log
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(8)
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
}

/** A shopper uses all there is to keep secret, rightly and wrongly. Resolves to those secrets. */
async function useSecrets(shop: Shop) {
  const [instance] = shop.instances()
  const device = shop.device(instance)
  const [email, password, wrong] = [freshEmail(), 'canary password 1', 'canary password 2']
  expect((await signUpAs(device, email, password)).status).toBe(201)
  const { csrfToken } = await device.openSession()
  const write = (path: string, json: unknown) => device.request(path, { method: 'POST', json })
  await write('/api/session', { email, password: wrong })
  await write('/api/session', { email, password, canary: 'canary in an unknown field' })
  const answer = await write('/api/tokens', { email, password })
  expect(answer.status).toBe(200)
  const { accessToken, refreshToken } = (await answer.json()) as Record<string, string>
  for (const authorization of [`Bearer ${accessToken}`, `Bearer ${refreshToken}`])
    await fetch(`${shop.fleet.url}/api/profile`, { headers: { authorization } })
  await write('/api/tokens/refresh', { refreshToken })
  await write('/api/cart/lines', 'canary instead of a body')
  const session = decodeURIComponent(device.cookies.get(cookieName(device, 'session')) as string)
  return [password, wrong, csrfToken, accessToken, refreshToken, session, session.split('.')[0]].concat([
    'canary in an unknown field',
    'canary instead of a body',
  ]) as string[]
}

async function secretsOf({ cloud }: Shops) {
  const reader = createSecretsReader({ client: createSecretsClient() })
  const { keys } = await reader.read<{ keys: string[] }>(cloud.outputs.CookieKeysSecret)
  await reader.close()
  return [...keys, cloud.valkeySessions.password, cloud.valkeyCarts.password]
}
