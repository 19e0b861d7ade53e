import { createSign, KeyObject } from 'node:crypto'
import { exportSPKI, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import { afterAll, describe, expect, it } from 'vitest'
import { createKeys, type Keys, startKeyServer } from '../testing/key-server.ts'
import { verifyAccessToken } from './access-token.ts'
import { createJwksCache } from './jwks-cache.ts'

const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_shop'
const clientId = 'the-shop'
const now = Math.floor(Date.now() / 1000)
const good = { sub: 'anna', iss: issuer, client_id: clientId, token_use: 'access', iat: now, exp: now + 3600 }

const pool = await createKeys('pool-key')
const attacker = await createKeys('pool-key')
const keyServer = await startKeyServer(pool)
// So that it is our list of algorithms that refuses, not what the key says about itself.
keyServer.state.keys = keyServer.state.keys.map(({ alg, ...jwk }) => jwk)
const attackersServer = await startKeyServer(attacker)

afterAll(async () => {
  await keyServer[Symbol.asyncDispose]()
  await attackersServer[Symbol.asyncDispose]()
})

const findKey = createJwksCache({ url: keyServer.url })
const verify = (token: string) =>
  verifyAccessToken(token, { issuer, clientId, findKey, now: () => now * 1000 })

interface Signing {
  readonly keys?: Keys
  readonly header?: Partial<JWTHeaderParameters>
}

const sign = (claims: JWTPayload, { keys = pool, header = {} }: Signing = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: keys.kid, ...header }).sign(keys.privateKey)

const without = (name: keyof typeof good) => {
  const { [name]: _, ...others } = good
  return others
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('S15 H16 an access token', () => {
  it('is taken when the user pool signed it for this client', async () => {
    expect(await verify(await sign(good))).toEqual({ accountId: 'anna' })
  })

  it('may be a little too old or too young, as clocks differ', async () => {
    expect(await verify(await sign({ ...good, exp: now - 20 }))).toEqual({ accountId: 'anna' })
    expect(await verify(await sign({ ...good, nbf: now + 20 }))).toEqual({ accountId: 'anna' })
  })

  it.each<[string, JWTPayload]>([
    ['expired', { ...good, exp: now - 61 }],
    ['not valid yet', { ...good, nbf: now + 61 }],
    ['without an end', without('exp')],
    ['of another issuer', { ...good, iss: `${issuer}-of-somebody-else` }],
    ['of no issuer', without('iss')],
    ['for another client', { ...good, client_id: 'another-shop' }],
    ['for no client', without('client_id')],
    ['for an audience instead of a client', { ...without('client_id'), aud: clientId }],
    ['that is an ID token', { ...good, aud: clientId, token_use: 'id' }],
    ['that does not say what it is for', without('token_use')],
    ['of nobody', without('sub')],
    ['of an empty name', { ...good, sub: '' }],
  ])('is refused when it is one %s', async (_what, claims) => {
    expect(await verify(await sign(claims))).toBeUndefined()
  })

  it('is refused without a signature (alg none)', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      expect(await verify(`${encoded({ alg, kid: pool.kid })}.${encoded(good)}.`)).toBeUndefined()
    }
  })

  it('is refused when the public key served as an HMAC secret', async () => {
    const secret = new TextEncoder().encode(await exportSPKI(pool.publicKey))
    const header = { alg: 'HS256', kid: pool.kid }

    const forged = await new SignJWT(good).setProtectedHeader(header).sign(secret)

    expect(await verify(forged)).toBeUndefined()
  })

  it('is refused with another algorithm of the same key', async () => {
    const text = `${encoded({ alg: 'RS512', kid: pool.kid })}.${encoded(good)}`
    const signature = createSign('sha512').update(text).sign(KeyObject.from(pool.privateKey), 'base64url')

    expect(await verify(`${text}.${signature}`)).toBeUndefined()
  })

  it('is refused when it is signed by somebody else, whatever key id it names', async () => {
    expect(await verify(await sign(good, { keys: attacker }))).toBeUndefined()
    expect(await verify(await sign(good, { keys: attacker, header: { kid: 'unknown' } }))).toBeUndefined()
    expect(await verify(await sign(good, { header: { kid: undefined } }))).toBeUndefined()
  })

  it('is refused when it brings its own key along, and nobody fetches what it points to', async () => {
    const headers = [
      { jwk: attacker.jwk },
      { jku: attackersServer.url },
      { x5u: attackersServer.url },
      { jku: attackersServer.url, kid: 'attacker' },
      { crit: ['b64'], b64: true },
    ]

    for (const header of headers) {
      const forged = await sign(good, { keys: attacker, header })
      expect(await verify(forged), JSON.stringify(header)).toBeUndefined()
    }
    expect(attackersServer.state.requests).toBe(0)
  })

  it('is refused when one character of it was changed', async () => {
    const [header, , signature] = (await sign(good)).split('.')

    expect(await verify(`${header}.${encoded({ ...good, sub: 'ben' })}.${signature}`)).toBeUndefined()
  })

  it.each([
    '',
    '.',
    '..',
    'a.b.c',
    'garbage',
    '🫖.🫖.🫖',
    'e30.e30.',
    `${'a'.repeat(100_000)}`,
    '{}',
    'null',
  ])('is refused when it is garbage: %.20s', async (garbage) => {
    expect(await verify(garbage)).toBeUndefined()
  })
})
