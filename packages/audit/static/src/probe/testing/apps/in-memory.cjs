// CommonJS, everything in memory: sessions, carts, a counter, a repeated job, an upload on the disk.
const { createServer } = require('node:http')
const { randomUUID } = require('node:crypto')
const fs = require('node:fs')
const { join } = require('node:path')

const sessions = new Map()
const notes = []
let lastOrder = 1000

if (require.main === module) createServer(answer).listen(process.env.PORT)
setInterval(() => sessions.size, 60_000)

async function answer(request, response) {
  const body = await read(request)
  const sid = /sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  const session = sessions.get(sid)
  const json = (status, value, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(value))
  }
  switch (`${request.method} ${request.url}`) {
    case 'GET /':
      return json(200, { at: Date.now(), pid: process.pid })
    case 'POST /login': {
      const id = randomUUID()
      sessions.set(id, { user: JSON.parse(body).user, cart: [] })
      return json(200, { ok: true }, { 'set-cookie': `sid=${id}; Path=/; HttpOnly` })
    }
    case 'GET /me':
      return session ? json(200, { user: session.user }) : json(401, { error: 'log in first' })
    case 'POST /cart':
      session?.cart.push(JSON.parse(body).product)
      return json(session ? 201 : 401, {})
    case 'GET /cart':
      return json(200, { lines: session?.cart ?? [] })
    case 'POST /orders':
      return json(201, { orderNumber: String(++lastOrder), placedAt: new Date().toISOString() })
    case 'POST /notes':
      notes.push(body)
      return json(201, {})
    case 'GET /notes':
      return json(200, notes)
    case 'PUT /picture':
      fs.writeFileSync(join(process.env.DISK, 'picture.png'), body)
      return json(204, undefined)
    case 'GET /picture': {
      const file = join(process.env.DISK, 'picture.png')
      if (!fs.existsSync(file)) return json(404, {})
      response.writeHead(200, { 'content-type': 'image/png' })
      return response.end(fs.readFileSync(file))
    }
    default:
      return json(404, {})
  }
}

async function read(request) {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
