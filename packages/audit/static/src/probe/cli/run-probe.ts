import { relative, resolve } from 'node:path'
import type { Audit } from '../../audit.ts'
import { auditIsolated } from '../../cli/isolated-audit.ts'
import { suppress } from '../../cli/suppress.ts'
import { createReport, type Report } from '../../report/report.ts'
import { assertFolder } from '../../scan/find-files.ts'
import { ProbeError } from '../errors.ts'
import { createLauncher } from '../instance/launcher.ts'
import { createProcessGroups } from '../instance/process-groups.ts'
import { probe } from '../probe.ts'
import { toFindings } from '../report/to-findings.ts'
import { readHar } from '../scenario/har.ts'
import { readScenario } from '../scenario/read-scenario.ts'
import type { ProbeArguments } from './arguments.ts'

/** Runs the probe and puts what it says into the shape of the static report. */
export async function runProbe(
  input: ProbeArguments,
  { progress = (line: string) => console.error(`probe: ${line}`) } = {},
): Promise<Report> {
  if (process.platform === 'win32')
    throw new ProbeError('the probe needs process groups, which Windows does not have: run it in WSL')
  const cwd = resolve(input.cwd)
  assertFolder(cwd)
  const { scenario, notes: recorded } = input.har
    ? readHar(input.har, { origin: input.origin })
    : { scenario: readScenario(input.scenario ?? ''), notes: [] }
  using groups = createProcessGroups()
  const launcher = createLauncher(
    {
      command: input.start,
      cwd,
      env: input.env,
      portEnv: input.portEnv,
      readyPath: input.ready,
      timeoutMs: input.timeoutSeconds * 1000,
      forcePort: input.forcePort,
    },
    { groups },
  )
  const outcome = await probe(
    { scenario, launcher, progress },
    { ...input, cwd, shared: input.shared.map((folder) => resolve(folder)) },
  )
  const root = resolve(input.static ?? cwd)
  const audit = input.static === null ? undefined : await auditRoot(root, { entry: input.entry, progress })
  const known = audit ? suppress(root, audit.findings).findings : []
  const findings = toFindings(outcome.drafts, { root, known })
  const more = known.filter(({ id }) => !findings.some(({ confirms }) => confirms === id)).length
  return createReport({
    audit: { ...noAudit, ...audit, folder: relative(process.cwd(), root) || '.' },
    findings,
    suppressed: 0,
    inBaseline: 0,
    notes: [
      ...recorded,
      ...outcome.notes,
      ...(more > 0
        ? [
            `The static part names ${more} more places that this scenario did not show: state-audit ${relative(process.cwd(), root) || '.'}`,
          ]
        : []),
    ],
    probe: { experiments: outcome.experiments, starts: outcome.starts, steps: scenario.steps.length },
  })
}

const noAudit: Audit = { folder: '.', findings: [], files: 0, lines: 0, skipped: [], leftOut: {} }

async function auditRoot(
  root: string,
  { entry, progress }: { entry: string | undefined; progress: (line: string) => void },
): Promise<Audit> {
  progress('the static part, to join both')
  return auditIsolated(root, { entry })
}
