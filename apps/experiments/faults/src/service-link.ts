import { connect, createServer, type Socket } from 'node:net'

/** The way to one service, which can be cut while the rest stays reachable. */
export interface ServiceLink {
  readonly url: string
  /** Ends all connections and refuses new ones. */
  cut(): void
  mend(): void
  close(): void
}

/** Listens on a free loopback port and passes everything on to another one. */
export async function openServiceLink(toPort: number): Promise<ServiceLink> {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return void near.resetAndDestroy()
    const far = connect(toPort, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.once('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
      socket.on('error', () => {}) // the other side ends by 'close'
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, cut, mend, close }

  function cut() {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }

  function mend() {
    isCut = false
  }

  function close() {
    server.close()
    cut()
  }
}
