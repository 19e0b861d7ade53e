import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Row, rows } from './rows.ts'

/** What `write-docs.ts` writes and docs.test.ts compares. */
export const documentPath = fileURLToPath(new URL('../../../docs/faults.md', import.meta.url))

const head = `# Faults

What each shop does when something goes wrong or somebody means harm. Every line is a test on running instances behind
Envoy: three of the stateful shop behind sticky sessions, three of the stateless one behind round robin, failures handled
the same way. The "before" is asserted as strictly as the "after". \`pnpm --filter @unsticky/faults test:fleets\` runs
them; \`pnpm --filter @unsticky/faults docs\` writes this page from
[the table of the tests](../apps/faults/src/rows.ts).

| id | fault | before: state in the process | after: state in services | test |
| --- | --- | --- | --- | --- |
`

/** The table of faults as Markdown. */
export function document(): string {
  const files = readdirSync(new URL('./rows/', import.meta.url))
  return head + rows.map((row) => line(row, fileOf(row, files))).join('')
}

function line({ id, fault, before = 'n/a', after }: Row, file: string) {
  const test = `[${file}](../apps/faults/src/rows/${file})`
  return `| ${[id, fault, before, after, test].join(' | ')} |\n`
}

/** `r03-….ts` for R03. */
function fileOf({ id }: Row, files: readonly string[]) {
  const file = files.find((name) => name.startsWith(`${id.toLowerCase()}-`))
  if (!file) throw new Error(`No experiment for ${id}: add src/rows/${id.toLowerCase()}-….ts`)
  return file
}
