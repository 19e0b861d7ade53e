/**
 * A process of its own that writes one session again and again until it is told to stop or killed. SESSION_FOLDER,
 * SESSION_ID and WRITER come from the environment. Sends "writing" after its first write, "stopped" at the end.
 */
import { openStore } from './session-folder.ts'

const { SESSION_FOLDER: folder = '', SESSION_ID: id = '', WRITER: writer = '' } = process.env
const sessions = openStore({ folder, cleanUpEverySeconds: 0 })
const stopped = { value: false }
process.once('message', () => {
  stopped.value = true
})

for (let round = 1; !stopped.value; round += 1) {
  // Lengths that differ, so that a mixture of two would show.
  const text = writer.repeat(1000 * (1 + (round % 5)))
  await sessions.set(id, { cookie: { originalMaxAge: null }, writer, length: text.length, text })
  if (round === 1) process.send?.('writing')
}
process.send?.('stopped')
process.disconnect?.()
