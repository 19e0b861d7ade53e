import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LoadOrder, LoadResult } from './generator.ts'

const generator = fileURLToPath(new URL('./generator.ts', import.meta.url))

/** Runs the generator once. It ends by itself, and with this process. */
export async function runLoad(order: LoadOrder): Promise<LoadResult> {
  const child = fork(generator, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The load generator ended with ${code}`)
  })
  child.send(order)
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [LoadResult]
  ended.catch(() => {})
  return result
}
