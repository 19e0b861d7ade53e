/** A process that writes sessions into SESSION_FOLDER until it is killed, and tells each id that was acknowledged. */
import { createFileSessionStore } from '@unsticky/files'
import { writeUntilItFails } from './kills.ts'
import { inPromises } from './sessions.ts'

const folder = process.env.SESSION_FOLDER ?? ''
const { store } = createFileSessionStore({ folder, cleanUpEverySeconds: 0 })
await writeUntilItFails(inPromises(store), (id) => process.send?.(id))
