/** `pnpm --filter @unsticky/docs write`: writes code and figures into the pages. `--check` only says which are stale. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fillPage } from './fill-page.ts'
import { pages } from './markdown-files.ts'
import { root } from './root.ts'

const isCheck = process.argv.includes('--check')
const stale = pages().filter((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  const filled = fillPage(text, { file })
  if (filled !== text && !isCheck) writeFileSync(join(root, file), filled)
  return filled !== text
})
for (const file of stale) console.log(`${isCheck ? 'stale' : 'wrote'} ${file}`)
if (isCheck && stale.length > 0) process.exitCode = 1
