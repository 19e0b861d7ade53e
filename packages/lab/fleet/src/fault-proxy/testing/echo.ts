import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A server that sends back what it gets. */
export async function startEcho() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, stop, [Symbol.asyncDispose]: stop }

  async function stop() {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
}

/** Connects and resolves to a client that can say something and hear the answer. */
export async function openClient(port: number) {
  const socket = connect({ host: '127.0.0.1', port })
  let heard = ''
  const closed = new Promise<string>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'))
    socket.once('close', () => resolve('closed'))
  })
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text
  })
  const connected = once(socket, 'connect').then(() => 'connected')
  connected.catch(() => {})
  return {
    outcome: Promise.race([connected.catch(() => closed), closed]),
    closed,
    say: (text: string) => void socket.write(text),
    end: () => void socket.end(),
    heard: () => heard,
    [Symbol.dispose]: () => socket.destroy(),
  }
}
