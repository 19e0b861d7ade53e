/** `pnpm docs`: writes docs/faults.md from the table. */
import { writeFileSync } from 'node:fs'
import { document, documentPath } from './document.ts'

writeFileSync(documentPath, document())
console.log(`wrote ${documentPath}`)
