// ES module, stateless: a signed cookie with a secret from outside, data in a folder that all instances share.
import { createHmac } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'

const { PORT, SHARED, COOKIE_SECRET = 'the same on every instance' } = process.env
const signatureOf = (text) => createHmac('sha256', COOKIE_SECRET).update(text).digest('base64url')
const fileOf = (user) => join(SHARED, `${Buffer.from(user).toString('base64url')}.json`)

createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const user = userOf(request.headers.cookie ?? '')
  const json = (status, value, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-instance': process.pid, ...headers })
    response.end(JSON.stringify(value))
  }
  const data = user ? await load(user) : undefined
  if (request.url === '/') return json(200, {})
  if (request.url === '/login') {
    const value = Buffer.from(JSON.parse(body).user).toString('base64url')
    return json(200, {}, { 'set-cookie': `user=${value}.${signatureOf(value)}; Path=/` })
  }
  if (!data) return json(401, {})
  if (request.method === 'POST') data.cart.push(body)
  data.visits++
  await mkdir(SHARED, { recursive: true })
  await writeFile(fileOf(user), JSON.stringify(data))
  return json(200, { ...data, at: new Date().toISOString() })
}).listen(PORT)

function userOf(cookies) {
  const [, value = '', signature] = /user=([\w-]+)\.([\w-]+)/.exec(cookies) ?? []
  return signature === signatureOf(value) ? Buffer.from(value, 'base64url').toString() : undefined
}

async function load(user) {
  try {
    return JSON.parse(await readFile(fileOf(user), 'utf8'))
  } catch {
    return { cart: [], visits: 0 }
  }
}
