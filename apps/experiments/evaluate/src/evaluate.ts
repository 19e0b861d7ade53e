/** `pnpm evaluate`: load tests of all fleets side by side, as an evaluator would want them. */
import { relative } from 'node:path'
import { createLog } from '@unsticky/local-cloud'
import { openBackstage } from '@unsticky/measure/backstage'
import { newResultsDirectory } from '@unsticky/measure/results-directory'
import { type Comparison, toTerminal, writeComparison } from '@unsticky/report'
import open from 'open'
import { estimateSeconds, roughly } from './estimate.ts'
import { exitCodeOf } from './exit-code.ts'
import { commandOf, readChoices } from './read-settings.ts'
import { runAll } from './run-all.ts'
import { runTurn } from './run-turn.ts'

const { settings, isJson, isOpened } = readChoices(process.argv.slice(2))
const log = createLog()
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopSoon)

process.exitCode = await main()

async function main(): Promise<number> {
  const seconds = estimateSeconds(settings)
  const { fleets, repeats } = settings
  log.info(
    `${fleets.length * repeats} runs, ${repeats} of each fleet: ${roughly(seconds)}, until ${clockIn(seconds)}.`,
  )
  if (settings.isQuick) log.info('--quick shows that it works. It is too short to conclude from.')
  const directory = newResultsDirectory('evaluate')
  await using backstage = await openBackstage()
  const comparison = await runAll({
    ...{ settings, log, versions: backstage.versions, command: commandOf(settings), signal: stop.signal },
    runTurn: (turn, says) => runTurn(turn, { settings, backstage, directory, says, signal: stop.signal }),
    keep: async (found) => void (await writeComparison(directory, found)),
  })
  if (comparison) await show(comparison, directory)
  if (!comparison) log.info('Stopped before the first run ended, so there is nothing to show.')
  return stop.signal.aborted ? 130 : exitCodeOf(comparison?.json)
}

async function show({ json }: Comparison, directory: string) {
  console.log(
    isJson ? JSON.stringify(json, null, 2) : `\n${toTerminal(json, { colors: process.stdout.isTTY })}`,
  )
  if (!json.validity?.ok) log.info('The run is not valid as it is; the page says why.')
  for (const name of ['compare.html', 'compare.json', 'compare.md'])
    log.info(relative(process.cwd(), `${directory}/${name}`))
  if (isOpened) await open(`${directory}/compare.html`)
}

/** The run that is on its way is given up, those that ended are kept. A second Ctrl-C ends at once. */
function stopSoon() {
  log.info('\nStopping. What was measured is kept; once more Ctrl-C ends at once.')
  stop.abort()
  process.once('SIGINT', () => process.exit(130)) // the process groups end what runs
}

function clockIn(seconds: number): string {
  const end = new Date(Date.now() + seconds * 1000)
  return end.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
