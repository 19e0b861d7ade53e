import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK } from 'jose'

/** A pair of keys, and the public one as a user pool would show it. */
export async function createKeys(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
  return { kid, privateKey, publicKey, jwk }
}

export type Keys = Awaited<ReturnType<typeof createKeys>>

export type Condition = 'well' | 'broken' | 'silent' | 'empty' | 'no JSON'

function bodyOf({ keys, condition }: { keys: readonly JWK[]; condition: Condition }) {
  if (condition === 'no JSON') return '<html>'
  return JSON.stringify({ keys: condition === 'empty' ? [] : keys })
}

/** A place for public keys that can fail, for what the local Cognito cannot be made to do. */
export async function startKeyServer(...keys: readonly Keys[]) {
  const state = { keys: keys.map(({ jwk }) => jwk), requests: 0, condition: 'well' as Condition }
  const server = createServer((_request, response) => {
    state.requests += 1
    if (state.condition === 'silent') return
    response.statusCode = state.condition === 'broken' ? 500 : 200
    response.end(bodyOf(state))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { state, url: `http://127.0.0.1:${port}/jwks.json`, [Symbol.asyncDispose]: stop }

  async function stop() {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
