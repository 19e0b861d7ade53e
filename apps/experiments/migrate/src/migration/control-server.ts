import { createHash, timingSafeEqual } from 'node:crypto'
import { chmod } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** Name → what it does; what it resolves to is the answer. The body of the request is its argument. */
export type Commands = Readonly<Record<string, (argument: unknown) => Promise<unknown>>>

interface ControlServerOptions {
  /** A Unix socket in a folder of nobody else: there is no port, so no balancer and no network can reach it. */
  readonly socketPath: string
  /** At least 32 characters. */
  readonly token: string
  readonly commands: Commands
}

const minTokenLength = 32

/**
 * Listens for `POST /<command>` with the token as Bearer. Refuses to start with a short token. Answers 401 before it
 * says whether there is such a command.
 */
export async function startControlServer({ socketPath, token, commands }: ControlServerOptions) {
  if (token.length < minTokenLength)
    throw new Error(`A migration token has at least ${minTokenLength} characters`)
  const isRight = compareWith(token)
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(socketPath, listening)
  })
  await chmod(socketPath, 0o600)
  return { close: () => void server.close() }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const name = request.url?.slice(1) ?? ''
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!isRight(request.headers.authorization)) return send(response, 401, { error: 'Wrong token' })
    if (request.method !== 'POST' || !command) return send(response, 404, { error: 'No such command' })
    try {
      send(response, 200, await command(await readJson(request)))
    } catch (error) {
      send(response, 500, { error: error instanceof Error ? error.message : String(error) })
    }
  }
}

/** Compares hashes, which are of one length whatever was sent. */
function compareWith(token: string) {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const right = digest(`Bearer ${token}`)
  return (sent = '') => timingSafeEqual(digest(sent), right)
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return text ? JSON.parse(text) : undefined
}

function send(response: ServerResponse, status: number, body: unknown) {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(body === undefined ? null : body))
}
