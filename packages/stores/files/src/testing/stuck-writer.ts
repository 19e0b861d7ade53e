/** Writes a session and stops for ever between the write and the rename, so that a test can kill it there. */
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

promises.rename = async () => {
  process.send?.('about to rename')
  await new Promise(() => setInterval(() => {}, 1000))
}
syncBuiltinESMExports()

const { openStore, session } = await import('./session-folder.ts')
const { SESSION_FOLDER: folder = '', SESSION_ID: id = '' } = process.env
await openStore({ folder, cleanUpEverySeconds: 0, deadlineMs: 60_000 }).set(id, session)
