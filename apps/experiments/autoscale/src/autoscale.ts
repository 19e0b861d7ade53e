#!/usr/bin/env node
/** `pnpm autoscale`: one service grows under a ramp and shrinks again; and what stickiness does to a newcomer. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { styleText } from 'node:util'
import { newResultsDirectory } from '@unsticky/measure/results-directory'
import { Command } from 'commander'
import { shopPolicy } from './policy.ts'
import { runBoth } from './run-both.ts'
import { timelineSvg } from './timeline-svg.ts'

const { json } = new Command('autoscale')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description(
    'Runs step 5 as separate services with an autoscaler each, and a ramp of visitors on the catalogue; then lets an instance join a sticky and a stateless fleet. About two minutes. Exit code 0: only the catalogue grew, nothing failed, the stateless newcomer got its share and the sticky one starved.',
  )
  .option('--json', 'print the result as JSON', false)
  .parse()
  .opts<{ json: boolean }>()

process.once('SIGINT', () => process.exit(130)) // the process group ends what runs
const directory = newResultsDirectory('autoscale')
const result = await runBoth({
  ramp: { peak: 150, upSeconds: 15, topSeconds: 12, afterSeconds: 30 },
  policy: shopPolicy,
  directory,
  log: (line) => console.error(`  ${line}`),
})
writeFileSync(join(directory, 'autoscale.json'), `${JSON.stringify(result, null, 2)}\n`)
writeFileSync(join(directory, 'autoscale.svg'), timelineSvg(result.ramp))
if (json) console.log(JSON.stringify(result, null, 2))
else {
  const mark = result.verdict.ok ? styleText('green', '✓') : styleText('red', '✗')
  console.log(`\n${mark} ${result.verdict.sentences.join(' ')}\n\n${join(directory, 'autoscale.svg')}`)
}
process.exitCode = result.verdict.ok ? 0 : 1
