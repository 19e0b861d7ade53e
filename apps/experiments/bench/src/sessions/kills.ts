import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { waitUntil } from '@unsticky/processes'
import { type Sessions, sampleSession } from './sessions.ts'

/** Sessions that are acknowledged before the kill, at least. */
const enough = 300
const timeoutMs = 20_000

interface Server {
  /** Without a goodbye. */
  kill(): Promise<void>
  restart(): Promise<void>
}

/** Kills the server of a store while eight writers are at it. Resolves to the ids that it had acknowledged. */
export async function killServerWhileWriting(sessions: Sessions, { kill, restart }: Server) {
  const acknowledged: string[] = []
  const writing = writeUntilItFails(sessions, (id) => acknowledged.push(id))
  await waitUntil(() => acknowledged.length >= enough, { what: 'sessions to be written', timeoutMs })
  await kill()
  await writing
  await restart()
  return acknowledged
}

/** Kills the process that writes into a folder; see `folder-writer.ts`. */
export async function killFolderWriter(folder: string) {
  const acknowledged: string[] = []
  const writer = fork(fileURLToPath(new URL('./folder-writer.ts', import.meta.url)), {
    env: { ...process.env, SESSION_FOLDER: folder },
  })
  const exited = once(writer, 'exit')
  writer.on('message', (id: string) => acknowledged.push(id))
  try {
    await waitUntil(() => acknowledged.length >= enough || writer.exitCode !== null, {
      what: 'sessions to be written',
      timeoutMs,
    })
  } finally {
    writer.kill('SIGKILL')
    await exited
  }
  return acknowledged
}

/** Eight writers, each until its first error. */
export async function writeUntilItFails(sessions: Sessions, acknowledge: (id: string) => void) {
  await Promise.all(Array.from({ length: 8 }, write))

  async function write() {
    for (;;) {
      const id = crypto.randomUUID()
      try {
        await sessions.set(id, sampleSession())
      } catch {
        return
      }
      acknowledge(id)
    }
  }
}
