// Sessions in files of this machine: they outlive a restart and no other instance has them.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

const folder = process.env.SESSIONS
mkdirSync(folder, { recursive: true })

createServer((request, response) => {
  const sid = /sid=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (request.url === '/login') {
    const id = randomUUID()
    writeFileSync(join(folder, id), 'ada')
    response.writeHead(302, { location: '/', 'set-cookie': `sid=${id}` })
    return response.end()
  }
  const user = sid && existsSync(join(folder, sid)) ? readFileSync(join(folder, sid), 'utf8') : undefined
  response.setHeader('content-type', 'text/html')
  response.end(`<html><body><script>${Date.now()}</script><h1>Hello ${user ?? 'stranger'}</h1></body></html>`)
}).listen(process.env.PORT)
