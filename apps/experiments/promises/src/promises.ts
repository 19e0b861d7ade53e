#!/usr/bin/env node
/** `pnpm promises`: the twenty promises, measured on every step, expected and actual side by side. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createProcessGroup } from '@unsticky/processes'
import { findStep, type PromiseId, promiseIds, promises, sessionStores, steps } from '@unsticky/steps'
import { Command } from 'commander'
import type { Results } from './report/results.ts'
import { toHtml } from './report/to-html.ts'
import { toMarkdown } from './report/to-markdown.ts'
import { toText } from './report/to-text.ts'
import { runPromises } from './run-promises.ts'
import { nameOf, type Subject } from './subject.ts'

const command = new Command('promises')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description(
    'Measures what each step promises, on real processes behind Envoy. Exit code 0: all as expected.',
  )
  .option('--step <id...>', `one or several of ${steps.map(({ id }) => id).join(', ')}`)
  .option('--promise <id...>', 'one or several; see the list below')
  .option(
    '--session-store <name...>',
    `step 5 on one or several of ${sessionStores.map(({ id }) => id).join(', ')}, or on "all"`,
  )
  .option('--set <name=value...>', 'settings of the instances, such as SHOP_CART_STORE=dynamodb')
  .option('--json', 'print the results instead of the matrix')
  .option('--docs', 'write docs/promises.md from this run, and the other half of it from the latest one')
  .addHelpText(
    'after',
    `\nPromises:\n${promiseIds.map((id) => `  ${id.padEnd(22)}${promises[id]}`).join('\n')}`,
  )
  .parse()

interface Options {
  readonly step?: readonly string[]
  readonly promise?: readonly string[]
  readonly sessionStore?: readonly string[]
  readonly set?: readonly string[]
  readonly json?: boolean
  readonly docs?: boolean
}

const { step, promise, sessionStore, set = [], json, docs } = command.opts<Options>()
const root = fileURLToPath(new URL('../../../../', import.meta.url))
const directory = join(root, 'results', 'promises')
const chosen = { subjects: [...chosenSteps(), ...chosenStores()], promises: chosenPromises() }

for (const each of chosen.subjects) rmSync(join(directory, nameOf(each)), { recursive: true, force: true })
await using group = createProcessGroup({
  directory: mkdtempSync(join(tmpdir(), 'unsticky-promises-')),
  temporary: true,
})
process.once('SIGINT', () => void group.stopAll().finally(() => process.exit(130)))
const log = (line: string) => console.error(line)
const running = runPromises({ ...chosen, settings: settingsIn(set), group, directory, log })
// What a fleet could not start with is in the message; a stack of ours adds nothing to it.
const results = await running.catch((error) => {
  console.error(`error: The run ended early: ${error.message}`)
  process.exit(1)
})
writeAll(results)
console.log(
  json ? JSON.stringify(results, null, 2) : `\n${toText(results, { colors: process.stdout.isTTY })}`,
)
process.exitCode = results.ok ? 0 : 1

/** A run of session stores alone leaves the results of the steps alone. */
function writeAll(written: Results) {
  mkdirSync(directory, { recursive: true })
  const name = written.steps.length > 0 ? 'latest' : 'session-stores'
  const files = [
    [join(directory, `${name}.json`), `${JSON.stringify(written, null, 2)}\n`],
    [join(directory, `${name}.html`), toHtml(written)],
    [join(directory, `${name}.md`), `${toMarkdown(written)}\n`],
    ...(docs
      ? [[join(root, 'docs', 'promises.md'), `${toMarkdown(withOtherHalf(written))}\n`] as const]
      : []),
  ] as const
  for (const [file, text] of files) {
    writeFileSync(file, text)
    console.error(relative(process.cwd(), file))
  }
}

/** Steps and session stores are run apart and shown on one page; the head of it tells of the run of the steps. */
function withOtherHalf(written: Results): Results {
  const ofSteps = written.steps.length > 0 ? written : (latest('latest') ?? written)
  const { sessionStores } = written.sessionStores ? written : (latest('session-stores') ?? written)
  return { ...ofSteps, ...(sessionStores && { sessionStores }) }
}

function latest(name: string): Results | undefined {
  const file = join(directory, `${name}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** All steps, unless only session stores were asked for. */
function chosenSteps(): readonly Subject[] {
  try {
    const chosen = step ? step.map(findStep) : sessionStore ? [] : steps
    return chosen.map((each) => ({ step: each }))
  } catch (error) {
    return command.error(`--step: ${(error as Error).message}`)
  }
}

function chosenStores(): readonly Subject[] {
  const names = sessionStore ?? []
  const unknown = names.find((name) => name !== 'all' && !sessionStores.some(({ id }) => id === name))
  if (unknown) command.error(`--session-store: there is no session store "${unknown}"; see --help`)
  return sessionStores
    .filter(({ id }) => names.includes('all') || names.includes(id))
    .map((store) => ({ step: findStep('5'), sessionStore: store }))
}

function chosenPromises() {
  const unknown = promise?.find((id) => !promiseIds.includes(id as PromiseId))
  if (unknown) command.error(`--promise: there is no promise "${unknown}"; see --help`)
  return (promise as readonly PromiseId[] | undefined) ?? promiseIds
}

function settingsIn(pairs: readonly string[]) {
  const wrong = pairs.find((pair) => !/^[A-Z][A-Z0-9_]*=/.test(pair))
  if (wrong) command.error(`--set: "${wrong}" is not NAME=value`)
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}
