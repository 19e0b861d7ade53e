#!/usr/bin/env node
/** The root's `pnpm test`: lint, types, boundaries and every package's tests, ending with one line that counts. */
import { join } from 'node:path'
import { readArguments, usage } from './arguments.ts'
import { checkBoundaries, checkFleets, checkLint, checkTests, checkTypes } from './checks.ts'
import { workspacePackages } from './packages.ts'
import { printFailures, printTimes, summaryLine } from './print.ts'
import { addUp } from './tally.ts'

const root = join(import.meta.dirname, '../../../..')

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const packages = await workspacePackages(root)
  const { help, only, isWithoutBrowser, error } = readArguments(args, {
    packages: packages.map(({ name }) => name),
  })
  if (help) console.log(usage)
  if (error) console.error(`${error}\n\n${usage}`)
  if (help || error) return error ? 2 : 0

  if (isWithoutBrowser) process.env.UNSTICKY_NO_BROWSER = '1' // read by local-cloud's finder, in every suite
  const chosen = packages.filter(({ name }) => !only || name === only)
  const results = []
  const checks = [checkLint, checkTypes, checkBoundaries, checkTests, checkFleets]
  for (const [index, check] of checks.entries()) {
    results.push(await check({ root, packages: chosen, only, step: `${index + 1}/${checks.length}` }))
  }
  const tally = addUp(results)
  printTimes(tally.times ?? [])
  printFailures(tally.failures)
  console.log(summaryLine(tally))
  return tally.failed === 0 ? 0 : 1
}
