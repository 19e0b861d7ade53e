/** The process that reads somebody's files; `isolated-audit.ts` starts it. Each file's name goes to descriptor 3 first. */
import { writeSync } from 'node:fs'
import { audit } from '../audit.ts'

const [folder, json] = process.argv.slice(2) as [string, string]
const { skip, ...options } = JSON.parse(json)
try {
  const result = audit(folder, {
    ...options,
    skip: new Map(skip),
    onFile: (file) => writeSync(3, `${file}\n`),
    onParsed: () => writeSync(3, 'all parsed\n'),
  })
  process.stdout.write(JSON.stringify(result))
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error)
  process.exitCode = 3
}
