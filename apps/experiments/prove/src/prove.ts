/** `pnpm prove`: anybody's app behind the balancer, and what its visitors no longer find. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { ensureTools } from '@unsticky/local-cloud'
import { newResultsDirectory } from '@unsticky/measure/results-directory'
import { readHar, readScenario, UsageError } from '@unsticky/state-audit/probe'
import { type Arguments, readArguments, usage } from './arguments.ts'
import { type Proof, page, sentence } from './page.ts'
import { type Run, run } from './run.ts'

// Whatever runs ends with this process: the fleet's own guards see to it.
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))
const log = (line: string) => console.error(line)

try {
  const input = readArguments(process.argv.slice(2))
  if (input === 'help') console.log(usage)
  else process.exitCode = await prove(input)
} catch (error) {
  console.error(`prove: ${error instanceof Error ? error.message : error}`)
  if (error instanceof UsageError) console.error('prove --help lists the options')
  process.exitCode = 2
}

async function prove(input: Arguments): Promise<0 | 1> {
  const { scenario, notes } = scenarioOf(input)
  for (const note of notes) log(note)
  const { envoy } = await ensureTools(['envoy'])
  const runs: Run[] = []
  for (const routing of input.routings) {
    log(`${routing}: ${input.instances} instances, ${input.visitors} visitors`)
    const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...input.env }
    const done = await run({ ...input, env, scenario, routing, envoyPath: envoy.path, log })
    runs.push(done)
    log(sentence(done))
  }
  const ok = runs.every(({ lost }) => lost === 0)
  const proof: Proof = {
    schema: 1,
    title: input.title,
    start: input.start,
    scenario: scenario.name,
    ok,
    runs,
  }
  write(proof, input)
  return ok ? 0 : 1
}

function scenarioOf({ scenario, har, origin }: Arguments) {
  if (har !== undefined) return readHar(har, origin === undefined ? {} : { origin })
  return { scenario: readScenario(scenario ?? ''), notes: [] }
}

function write(proof: Proof, { output, json }: Arguments) {
  const folder = output === undefined ? newResultsDirectory('prove') : resolve(output)
  mkdirSync(folder, { recursive: true })
  const text = `${JSON.stringify(proof, null, 2)}\n`
  writeFileSync(join(folder, 'compare.json'), text)
  writeFileSync(join(folder, 'compare.html'), page(proof))
  console.log(json ? text.trimEnd() : proof.runs.map(sentence).join('\n'))
  for (const name of ['compare.json', 'compare.html']) log(relative(process.cwd(), join(folder, name)))
}
