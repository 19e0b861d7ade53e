import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { freePort } from '@unsticky/processes'
import { assertFault, delayOf, type Fault, passing } from './fault.ts'
import { createGate, type Gate } from './gate.ts'

export interface FaultProxyOptions {
  /** The server's port on 127.0.0.1. */
  readonly targetPort: number
}

export interface FaultProxy extends AsyncDisposable {
  /** Where clients connect, on 127.0.0.1; stays the same. */
  readonly port: number
  readonly fault: Fault
  /** Connections of clients right now. */
  readonly connections: number
  /** Bytes that came from clients and from the server since the start. */
  readonly bytes: number
  /** Takes effect on open connections too. Throws RangeError for an impossible delay. */
  set(fault: Fault): Promise<void>
  /** Cuts every connection and gives the port back. */
  close(): Promise<void>
}

const host = '127.0.0.1'

interface Pair {
  readonly client: Socket
  readonly gates: readonly Gate[]
}

/** Starts a proxy that passes everything. Throws when no port is free. */
export async function createFaultProxy({ targetPort }: FaultProxyOptions): Promise<FaultProxy> {
  const pairs = new Set<Pair>()
  const state: { fault: Fault; bytes: number } = { fault: passing, bytes: 0 }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept)
  const port = await listenSomewhere()
  return {
    port,
    get fault() {
      return state.fault
    },
    get connections() {
      return pairs.size
    },
    get bytes() {
      return state.bytes
    },
    set,
    close,
    [Symbol.asyncDispose]: close,
  }

  async function set(fault: Fault) {
    assertFault(fault)
    state.fault = fault
    // A server that is gone refuses: an accepted and cut connection would be another fault.
    if (fault.mode === 'stop') return close()
    if (!server.listening) await listen(port)
    for (const { gates } of pairs) for (const gate of gates) gate.setOpen(fault.mode !== 'freeze')
  }

  async function close() {
    for (const { client } of pairs) client.resetAndDestroy()
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    await closed
  }

  function accept(client: Socket) {
    const upstream = connect({ host, port: targetPort, allowHalfOpen: true, noDelay: true })
    const isOpen = state.fault.mode !== 'freeze'
    const requests = createGate({ isOpen, delayMs: () => 0 })
    const answers = createGate({ isOpen, delayMs: () => delayOf(state.fault) })
    const pair = { client, gates: [requests, answers] }
    pairs.add(pair)
    for (const socket of [client, upstream]) socket.on('data', ({ length }) => (state.bytes += length))
    client.pipe(requests.stream).pipe(upstream)
    upstream.pipe(answers.stream).pipe(client)
    // A server that refuses or resets looks the same through the proxy.
    upstream.once('error', () => client.resetAndDestroy())
    client.once('error', () => {})
    client.once('close', () => {
      pairs.delete(pair)
      for (const { stream } of pair.gates) stream.destroy()
      upstream.destroy()
    })
    upstream.once('close', (hadError) => hadError && client.destroy())
  }

  async function listenSomewhere(attempts = 5): Promise<number> {
    try {
      return await listen(await freePort())
    } catch (error) {
      if (attempts <= 1 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      return listenSomewhere(attempts - 1)
    }
  }

  async function listen(wanted: number) {
    const listening = once(server, 'listening') // rejects on 'error'
    server.listen(wanted, host)
    await listening
    return wanted
  }
}
