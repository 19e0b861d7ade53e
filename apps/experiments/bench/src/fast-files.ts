import { existsSync } from 'node:fs'

const memoryFolder = '/dev/shm'

/**
 * Lets the servers write into memory, where the system has a folder for that: what is started from now on finds its
 * folder for temporary files there. The carts' Valkey waits for its disk at every change and answers nobody meanwhile,
 * so on a slow or busy disk the run would measure the disk. What durability costs says `pnpm bench sessions`.
 * Answers where the files are, for the result.
 */
export function writeIntoMemory(): 'memory' | 'disk' {
  if (!existsSync(memoryFolder)) return 'disk'
  process.env.TMPDIR = memoryFolder
  return 'memory'
}
