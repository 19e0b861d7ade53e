/**
 * Sources of a made-up app of any size. Every file has what the audit looks at one by one: classes, lists, emitters,
 * timers, files that are written, names that all files share. A step that compares each with each shows by its time.
 */
export function generatedTree(count: number): Record<string, string> {
  const files: Record<string, string> = { 'src/server.ts': serverOf(count) }
  for (let n = 0; n < count; n++) files[`src/part${n % 50}/file${n}.ts`] = partOf(n)
  files['src/shared.ts'] = Array.from(
    { length: 200 },
    (_, n) => `export const helper${n} = (x: unknown) => x\n`,
  ).join('')
  return files
}

const serverOf = (count: number) =>
  [
    "import express from 'express'",
    ...Array.from({ length: count }, (_, n) => `import { route${n} } from './part${n % 50}/file${n}.ts'`),
    'const app = express()',
    ...Array.from({ length: count }, (_, n) => `app.post('/r${n}', route${n})`),
    'app.listen(3000)',
  ].join('\n')

const partOf = (n: number) => `import { EventEmitter } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { helper${n % 200} } from '../shared.ts'
const events = new EventEmitter()
const items${n} = new Map<string, unknown>()
let total = 0
export class Service {
  readonly entries = new Map<string, unknown>()
  count = 0
  run(key: string, value: unknown) {
    this.entries.set(key, value)
    this.count += 1
    return this.handle(key)
  }
  handle(key: string) {
    return helper${n % 200}(this.entries.get(key))
  }
}
export const service = new Service()
export async function route${n}(req, res) {
  const id = items${n}.size + 1
  items${n}.set(req.params.id, { id })
  total += id
  service.run(req.params.id, req.body)
  service.entries.set('x', total)
  events.emit('changed', id)
  events.on('changed', () => res.end())
  await writeFile(req.params.name, JSON.stringify(req.body))
  setTimeout(() => items${n}.delete(req.params.id), 1000)
  res.json({ id })
}
`
