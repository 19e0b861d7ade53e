import { connect } from 'node:net'
import type { HookEvent } from './hook-events.ts'

export interface HeapSize {
  /** After a full garbage collection: the heap and the buffers outside of it. */
  readonly bytes: number
  /** A server of the app takes upgrades (web sockets). */
  readonly takesUpgrades: boolean
}

/** Asks the hook in every process that listens on the port; undefined where none answers. */
export async function askHeap(events: readonly HookEvent[], port: number): Promise<HeapSize | undefined> {
  const pids = new Set(
    events.filter((event) => event.type === 'listen' && event.port === port).map(({ pid }) => pid),
  )
  const sockets = events.flatMap((event) =>
    event.type === 'process' && event.socket && pids.has(event.pid) ? [event.socket] : [],
  )
  const sizes = (await Promise.all(sockets.map(ask))).filter((size) => size !== undefined)
  if (sizes.length === 0) return undefined
  return {
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    takesUpgrades: sizes.some(({ takesUpgrades }) => takesUpgrades),
  }
}

function ask(path: string): Promise<HeapSize | undefined> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(path)
    socket.setTimeout(10_000, () => socket.destroy())
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      try {
        resolve(JSON.parse(text) as HeapSize)
      } catch {
        resolve(undefined)
      }
    })
  })
}
