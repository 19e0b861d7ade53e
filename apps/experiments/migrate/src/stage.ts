import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Tells the shoppers of loadtests/22-migration.ts where the move is; on loopback, without any state of a shopper. */
export interface Stage extends AsyncDisposable {
  readonly url: string
  /** Lets the next wave of shoppers come. */
  nextWave(): void
  /** Sends everybody to read back. */
  end(): void
}

export async function startStage(): Promise<Stage> {
  let wave = 0
  let isOver = false
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ wave, isOver }))
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    nextWave() {
      wave += 1
    },
    end() {
      wave = Number.MAX_SAFE_INTEGER
      isOver = true
    },
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
