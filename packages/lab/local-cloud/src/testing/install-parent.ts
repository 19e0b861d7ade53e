/** Begins an install into the folder named by the first argument, says so, and never finishes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installOnce } from '../tools/install-once.ts'

await installOnce({ name: 'k6', key: 'test', directory: process.argv[2] as string }, (folder) => {
  writeFileSync(join(folder, 'half'), '')
  process.send?.('installing')
  return new Promise(() => setInterval(() => {}, 1000))
})
