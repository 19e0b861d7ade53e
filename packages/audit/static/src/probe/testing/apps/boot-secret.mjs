// Stateless but for one line: the key that signs the token is made at boot.
import { createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

const tokenSecret = randomBytes(32)
const sign = (text) => createHmac('sha256', tokenSecret).update(text).digest('base64url')
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

createServer(async (request, response) => {
  response.setHeader('content-type', 'application/json')
  if (request.url === '/token') {
    const content = `${encode({ alg: 'HS256' })}.${encode({ sub: 'ada' })}`
    return response.end(JSON.stringify({ token: `${content}.${sign(content)}` }))
  }
  const [head, payload, signature] = (request.headers.authorization ?? '').replace('Bearer ', '').split('.')
  if (request.url === '/me' && signature !== sign(`${head}.${payload}`)) response.statusCode = 401
  response.end(JSON.stringify({ known: response.statusCode === 200 }))
}).listen(process.env.PORT)
