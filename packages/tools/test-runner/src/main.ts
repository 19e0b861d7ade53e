#!/usr/bin/env node
/** The root's `pnpm test`: lint, types, boundaries and every package's tests, ending with one line that counts. */
import { join } from 'node:path'
import { type Arguments, readArguments, usage } from './arguments.ts'
import { type CheckContext, checkBoundaries, checkLint, checkTypes } from './checks.ts'
import { workspacePackages } from './packages.ts'
import { printFailures, printTimes, summaryLine } from './print.ts'
import { checkFleets, checkQuickly, checkTests } from './suites.ts'
import { addUp, type Tally } from './tally.ts'

const root = join(import.meta.dirname, '../../../..')

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const packages = await workspacePackages(root)
  const chosen = readArguments(args, { packages: packages.map(({ name }) => name) })
  const { help, only, isWithoutBrowser, error } = chosen
  if (help) console.log(usage)
  if (error) console.error(`${error}\n\n${usage}`)
  if (help || error) return error ? 2 : 0

  if (isWithoutBrowser) process.env.UNSTICKY_NO_BROWSER = '1' // read by local-cloud's finder, in every suite
  const checks = checksOf(chosen)
  const results: Tally[] = []
  for (const [index, check] of checks.entries()) {
    const step = `${index + 1}/${checks.length}`
    results.push(
      await check({ root, packages: packages.filter(({ name }) => !only || name === only), only, step }),
    )
  }
  return report(addUp(results))
}

function checksOf({ isQuick }: Arguments): readonly ((context: CheckContext) => Promise<Tally>)[] {
  const suites = isQuick ? [checkQuickly] : [checkTests, checkFleets]
  return [checkLint, checkTypes, checkBoundaries, ...suites]
}

function report(tally: Tally): number {
  printTimes(tally.times ?? [])
  printFailures(tally.failures)
  console.log(summaryLine(tally))
  return tally.failed === 0 ? 0 : 1
}
