import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'

/** One browser without a window: keeps cookies, sends the token and a key with every write. */
export function createVisitor(app: FastifyInstance) {
  const cookies: Record<string, string> = {}
  return { get, write, signUp }

  async function get(url: string) {
    return request({ method: 'GET', url, headers: { accept: 'text/html' } })
  }

  async function write(method: 'POST' | 'PUT' | 'DELETE' | 'PATCH', url: string, payload?: object) {
    const { csrfToken } = (await request({ method: 'GET', url: '/api/session' })).json()
    const headers = { 'x-csrf-token': csrfToken, 'idempotency-key': randomUUID() }
    return request({ method, url, headers, ...(payload && { payload }) })
  }

  async function signUp(displayName = 'Ada') {
    const email = `${randomUUID()}@example.org`
    return write('POST', '/api/accounts', { email, password: 'correct horse 1', displayName })
  }

  async function request(options: InjectOptions) {
    const answer = await app.inject({ ...options, cookies })
    for (const { name, value } of answer.cookies) cookies[name] = value
    return answer
  }
}

export const address = {
  name: 'Ada Lovelace',
  street: '12 St James Square',
  postalCode: 'SW1Y 4JH',
  city: 'London',
  country: 'GB',
}
