import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findStep, type Step, steps } from '@unsticky/steps'
import { type Row, rows } from './rows.ts'

/** What `write-docs.ts` writes and docs.test.ts compares. */
export const documentPath = fileURLToPath(new URL('../../../../docs/faults.md', import.meta.url))

const head = `# Faults

What each shop does when something goes wrong or somebody means harm. Every line is a test on running instances behind
Envoy: three of the stateful shop behind sticky sessions, three of the stateless one behind round robin, failures handled
the same way. The "before" is asserted as strictly as the "after". \`pnpm --filter @unsticky/faults test:fleets\` runs
them; \`pnpm --filter @unsticky/faults docs\` writes this page from
[the table of the tests](../apps/experiments/faults/src/rows.ts). "n/a": the stateful shop has no such part, or one instance is all
there is to it, and the tests of \`packages/web/http\` say the same of both.

"From step": the first of [the steps](steps/README.md) that has the stateless shop's adapters behind all ports the line
hangs on, and so does the same; those before it do as the stateful shop does. 0 is every step.

`

const columns = [
  'id',
  'fault',
  'before: state in the process',
  'after: state in services',
  'from step',
  'test',
] as const

/** The table of faults as Markdown. */
export function document(): string {
  const files = readdirSync(new URL('./rows/', import.meta.url))
  return head + tableOf([columns, ...rows.map((row) => cellsOf(row, fileOf(row, files)))])
}

function cellsOf({ id, fault, before = 'n/a', after, state }: Row, file: string) {
  return [id, fault, before, after, fromStep(state), `[${file}](../apps/experiments/faults/src/rows/${file})`]
}

/** The first step that is put together as the stateless shop is, as far as this state goes. */
function fromStep(state: Row['state']) {
  const stateless = findStep('5')
  if (state === 'all, by refusing anything else') return stateless.id
  const isAlike = ({ composition }: Step) =>
    state.every((port) => composition[port] === stateless.composition[port])
  return steps.find(isAlike)?.id ?? stateless.id
}

/** Aligned, as the formatter wants it. The first line is the head. */
function tableOf(lines: readonly (readonly string[])[]) {
  const widths = columns.map((_name, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const print = (line: readonly string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`
  const [head = [], ...body] = lines
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |\n`
  return print(head) + rule + body.map(print).join('')
}

/** `r03-….ts` for R03. */
function fileOf({ id }: Row, files: readonly string[]) {
  const prefix = `${id.toLowerCase().replace('/', '-')}-`
  const file = files.find((name) => name.startsWith(prefix))
  if (!file) throw new Error(`No experiment for ${id}: add src/rows/${prefix}….ts`)
  return file
}
