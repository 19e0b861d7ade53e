import { runAlternate } from './experiments/alternate.ts'
import { runControl } from './experiments/control.ts'
import type { Lab } from './experiments/lab.ts'
import { runRestarts } from './experiments/restart.ts'
import { measureGrowth } from './experiments/sessions.ts'
import { runWriteRead } from './experiments/write-read.ts'
import { changedFiles, fileTimes } from './instance/changed-files.ts'
import type { Instance } from './instance/launcher.ts'
import type { ProbeDraft } from './judge/draft.ts'
import { judgeAll } from './judge/judge-all.ts'

export interface ProbeOutcome {
  readonly drafts: readonly ProbeDraft[]
  readonly experiments: readonly string[]
  /** How often an instance was started. */
  readonly starts: number
  readonly notes: readonly string[]
}

interface ProbeOptions {
  readonly sessions: number
  readonly restarts: number
  readonly shared: readonly string[]
  /** Where the app runs: which of its files change is looked at. */
  readonly cwd: string
}

/** All experiments, each on fresh processes, and what they say together. */
export async function probe(
  lab: Lab,
  { sessions, restarts, shared, cwd }: ProbeOptions,
): Promise<ProbeOutcome> {
  const notes: string[] = []
  const before = fileTimes(cwd)
  const { control, growth, takesUpgrades } = await withPair(lab, async ({ a, b }) => {
    const control = await runControl(lab, { a, b })
    const isMeasured = sessions > 0 && control.again.length > 0
    const measured = isMeasured ? await measureGrowth(lab, { instance: a, sessions }) : {}
    const heap = await a.heap()
    if (!(await a.stop({ graceMs: graceMs }))) notes.push(slowToStop)
    notes.push(...control.notes, ...(measured.note ? [measured.note] : []))
    return { control, growth: measured.growth, takesUpgrades: heap?.takesUpgrades ?? false }
  })
  const writeRead = await withPair(lab, (pair) => runWriteRead(lab, { ...pair, control }))
  const inTurn = await withPair(lab, (pair) =>
    runAlternate(lab, {
      ...pair,
      control,
      experiment: 'A and B in turn',
      choose: (_step, index) => (index % 2 === 0 ? 'A' : 'B'),
    }),
  )
  const devices = [...new Set(lab.scenario.steps.map(({ device }) => device))]
  const byDevice =
    devices.length < 2
      ? undefined
      : await withPair(lab, (pair) =>
          runAlternate(lab, {
            ...pair,
            control,
            experiment: 'one device on A, the others on B',
            choose: ({ device }) => (device === devices[0] ? 'A' : 'B'),
          }),
        )
  const restarted = await runRestarts(lab, { control, maxRestarts: restarts })
  const changed = changedFiles(before, fileTimes(cwd))
  const partings = [inTurn, byDevice].filter((parting) => parting !== undefined)
  const judged = judgeAll({
    control,
    writeRead,
    partings,
    restarts: restarted,
    growth,
    takesUpgrades,
    instances: lab.launcher.instances,
    shared,
    changed,
  })
  return {
    drafts: judged.drafts,
    experiments: [
      'control',
      'write on A, read on B',
      'A and B in turn',
      ...(devices.length < 2 ? [] : ['one device on A, the others on B']),
      'restart before the reads',
      ...(growth ? [`memory over ${growth.sessions} sessions`] : []),
    ],
    starts: lab.launcher.instances.length,
    notes: [...notes, ...judged.notes],
  }
}

const graceMs = 3000
const slowToStop =
  'The app had not ended 3 seconds after SIGTERM and was killed: at a deployment its last requests are cut off.'

async function withPair<T>(
  { launcher }: Lab,
  work: (pair: { a: Instance; b: Instance }) => Promise<T>,
): Promise<T> {
  const [a, b] = await Promise.all([launcher.start('A'), launcher.start('B')])
  try {
    return await work({ a, b })
  } finally {
    await Promise.all([a.stop(), b.stop()])
  }
}
