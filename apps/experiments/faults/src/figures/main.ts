/** `pnpm faults [R12 …]`: runs rows of the fault table on both shops and prints what was seen, in numbers. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { type RowId, rows } from '../rows.ts'
import { findRows, UnknownRowError } from './find-rows.ts'
import type { RowFigures } from './record.ts'

const command = new Command('faults')
  .description(
    'Runs rows of the fault table (docs/faults.md) on both shops, all of them unless some are named. Exit code 0: both\n' +
      'shops did what the table says; 1: one did not; 2: there is no such row or option.',
  )
  .argument('[rows...]', 'such as R12 S8')
  .option('--list', 'print the rows and run nothing')
  .option('--json', 'print figures, or the rows, as JSON')
  .addHelpText('after', '\nExamples:\n  pnpm faults R12\n  pnpm faults R01 R13b --json')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()

const { list, json } = command.opts<{ list?: boolean; json?: boolean }>()
const wanted = chosen()
if (list) printList(wanted)
else process.exitCode = await run(wanted)

function chosen(): readonly RowId[] {
  try {
    return findRows(command.args)
  } catch (error) {
    if (error instanceof UnknownRowError) return command.error(error.message, { exitCode: 2 })
    throw error
  }
}

function printList(ids: readonly RowId[]) {
  const listed = rows.filter(({ id }) => ids.includes(id))
  console.log(
    json
      ? JSON.stringify(listed, null, 2)
      : listed.map(({ id, fault }) => `${id.padEnd(6)} ${fault}`).join('\n'),
  )
}

async function run(ids: readonly RowId[]): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-faults-'))
  const file = join(directory, 'figures.jsonl')
  try {
    const exitCode = await runTests(ids, file)
    const figures = readFigures(file)
    console.log(json ? JSON.stringify(figures, null, 2) : toTable(figures))
    return exitCode
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** The experiments are tests, so the runner of tests runs them; what it says goes to standard error. */
function runTests(ids: readonly RowId[], file: string): Promise<number> {
  const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  const pattern = `(^| )(${ids.map((id) => id.replace('/', '\\/')).join('|')}) `
  const args = [at('../../node_modules/vitest/vitest.mjs'), 'run', 'src/faults.test.ts', '-t', pattern]
  const child = spawn(process.execPath, args, {
    cwd: at('../..'),
    env: { ...process.env, FAULTS_FIGURES: file },
    stdio: ['ignore', process.stderr, process.stderr],
  })
  // The terminal tells the child of Ctrl-C, too; it stops its fleets, and we wait for that.
  let isStopped = false
  process.on('SIGINT', () => {
    isStopped = true
  })
  process.on('SIGTERM', () => {
    isStopped = true
    child.kill('SIGTERM')
  })
  return new Promise((resolve) => child.once('exit', (code) => resolve(isStopped ? 130 : (code ?? 1))))
}

function readFigures(file: string): readonly RowFigures[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as RowFigures)
  } catch {
    return [] // stopped before the first row ended
  }
}

function toTable(figures: readonly RowFigures[]): string {
  const head = [
    '',
    'row',
    'shop',
    'answers',
    '/s',
    'none or 5xx',
    'writes ack.',
    'carts lost',
    'worst wait',
    'faults',
  ]
  const cells = figures.map((each) => [
    each.holds ? '✓' : '✗',
    each.row,
    each.side,
    String(each.answers),
    each.answersPerSecond.toFixed(1),
    String(each.unserved),
    String(each.acknowledgedWrites),
    each.lost === undefined ? '–' : String(each.lost),
    `${each.worstWaitMs} ms`,
    each.faults.join(', ') || '–',
  ])
  const widths = head.map((_, column) =>
    Math.max(...[head, ...cells].map((row) => (row[column] ?? '').length)),
  )
  return [head, ...cells]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
