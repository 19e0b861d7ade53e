import { once } from 'node:events'

/** Resolves at Ctrl-C or SIGTERM. The caller then stops what it started; a second Ctrl-C ends at once. */
export async function untilInterrupted(): Promise<void> {
  const keepAlive = setInterval(() => {}, 60_000)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  clearInterval(keepAlive)
  process.once('SIGINT', () => process.exit(130))
}
