/** Judges somebody's files for a lab: first the suite of the port, then the experiments on a fleet. */
import { existsSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { UnavailableError } from '@unsticky/kernel'
import type { Findings, FleetLab, Lab, Tools } from '../lab.type.ts'
import { sourceOf } from '../labs.ts'
import { runContracts } from './contract.ts'
import type { Court } from './court.ts'
import { FleetError, runFleet } from './fleet.ts'
import { MissingExportError } from './load-file.ts'
import { toVerdict, type Verdict } from './verdict.ts'

export interface CheckOptions extends Tools {
  readonly court: Court
  /** The suite alone, which takes seconds. */
  readonly isQuick?: boolean
}

/** What a lab's own check.ts exports. */
interface OwnJudge {
  readonly check: (folder: string, tools: CheckOptions) => Promise<Findings>
}

export async function checkLab(lab: Lab, folder: string, options: CheckOptions): Promise<Verdict> {
  const startedAt = performance.now()
  const findings = await findingsOf(lab, folder, options).catch(problemOf)
  return toVerdict(lab, findings, { seconds: Math.round((performance.now() - startedAt) / 1000) })
}

async function findingsOf(lab: Lab, folder: string, options: CheckOptions): Promise<Findings> {
  const missing = lab.files.filter((file) => !existsSync(join(folder, file)))
  if (missing.length > 0)
    return {
      points: [],
      problem: `There is no ${missing.join(' and no ')} in ${folder}. "reset" brings it back.`,
    }
  if (lab.judge.kind === 'fleet') return judgeOnFleet(lab, folder, { ...options, judge: lab.judge })
  const { check } = (await import(sourceOf(lab, 'check.ts'))) as OwnJudge
  return check(folder, options)
}

async function judgeOnFleet(
  lab: Lab,
  folder: string,
  { judge, court, log, isQuick }: CheckOptions & { judge: FleetLab },
): Promise<Findings> {
  const { group } = court
  if (!isQuick) void court.services() // they start while the suite runs
  const env = judge.suite === 'with services' ? (await court.services()).env : {}
  const [suite = { points: [] }] = await runContracts([{ lab, folder }], { group, env })
  log(suiteLine(suite))
  if (suite.problem || isQuick) return suite
  const directory = mkdtempSync(join(group.directory, 'histories-'))
  const { base, promises } = judge
  const shop = { base, promises, files: { [lab.id]: folder } }
  const points = await runFleet(shop, { services: await court.services(), group, directory, log })
  return { points: [...suite.points, ...points] }
}

function suiteLine({ points, problem }: Findings) {
  if (problem) return 'the suite of the port: not run'
  const fine = points.filter(({ isFine }) => isFine).length
  return `the suite of the port: ${fine} of ${points.length}`
}

/** What the attendee's files are the cause of is said; a fault of ours travels on. */
function problemOf(error: unknown): Findings {
  const isTheirs =
    error instanceof FleetError ||
    error instanceof MissingExportError ||
    error instanceof SyntaxError ||
    error instanceof UnavailableError ||
    (error as NodeJS.ErrnoException)?.code === 'ERR_MODULE_NOT_FOUND' ||
    (error as NodeJS.ErrnoException)?.code?.startsWith('ERR_INVALID_TYPESCRIPT')
  if (!isTheirs) throw error
  return { points: [], problem: (error as Error).message }
}
