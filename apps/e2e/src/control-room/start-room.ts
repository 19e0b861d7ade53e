import { fileURLToPath } from 'node:url'
import { readRoom } from '@unsticky/control-room/testing'
import { type ProcessGroup, waitUntil } from '@unsticky/processes'

/** `pnpm control-room`, as a person starts it. */
export type RunningRoom = Awaited<ReturnType<typeof startRoom>>

const program = fileURLToPath(import.meta.resolve('@unsticky/control-room'))

/** Starts the program with two instances a side, and waits until it says where its page is. */
export async function startRoom({ group }: { readonly group: ProcessGroup }) {
  const args = [program, '--no-open', '--instances', '2']
  const room = await group.spawn({ name: 'control-room', command: process.execPath, args, env: process.env })
  const ended = room.exited.then(() => {
    throw new Error(`The control room ended:\n${room.logTail()}`)
  })
  ended.catch(() => {}) // at the end it is meant to
  const address = waitUntil(() => addressIn(room.logTail()), {
    what: 'the control room to say where it is',
    timeoutMs: 150_000,
    everyMs: 100,
  })
  const origin = await Promise.race([address, ended])
  return { origin, ...readRoom(origin), stop }

  async function stop() {
    await room.stop({ graceMs: 20_000 })
  }
}

const addressIn = (log: string) => /Control room: +(http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1]
