import type { Parting } from '../experiments/alternate.ts'
import type { Control } from '../experiments/control.ts'
import type { ReadObservation } from '../experiments/observation.ts'
import type { Growth } from '../experiments/sessions.ts'
import type { WriteRead } from '../experiments/write-read.ts'
import type { Instance } from '../instance/launcher.ts'
import type { ProbeDraft } from './draft.ts'
import { factsOf } from './hook-facts.ts'
import { judgeDisk } from './judge-disk.ts'
import { judgeGrowth, judgeHook, judgeUpgrades } from './judge-hook.ts'
import { judgeNumbers } from './judge-numbers.ts'
import { judgeLimits, judgeLogins, judgePartings } from './judge-partings.ts'
import { judgeReads } from './judge-reads.ts'

export interface Results {
  readonly control: Control
  readonly writeRead: WriteRead
  readonly partings: readonly Parting[]
  readonly restarts: readonly ReadObservation[]
  readonly growth: Growth | undefined
  readonly takesUpgrades: boolean
  readonly instances: readonly Instance[]
  /** Folders that all instances share. */
  readonly shared: readonly string[]
  /** Files of the app's folder that changed while the scenario ran. */
  readonly changed: readonly string[]
}

/** What all experiments say together. */
export function judgeAll(results: Results): { drafts: ProbeDraft[]; notes: string[] } {
  const { control, writeRead, partings, restarts, growth, takesUpgrades, instances, shared, changed } =
    results
  const facts = factsOf(instances, { shared })
  const found = [
    ...judgeReads({ reads: writeRead.reads, restarts, facts }),
    ...judgeLogins(writeRead),
    ...judgeNumbers(control),
    ...judgeLimits(writeRead),
  ]
  const parted = judgePartings(partings, { found, facts })
  const explained = found.map((draft) => ({
    ...draft,
    observed: [...draft.observed, ...(parted.known.get(draft.key) ?? [])],
  }))
  const isLocal = (path: string) => !shared.some((folder) => path.startsWith(`${folder}/`))
  const seen = merged([...explained, ...parted.drafts])
  const hook = judgeHook(facts).filter((draft) => !seen.some((other) => isSamePlace(draft, other)))
  return {
    drafts: [
      ...seen,
      ...hook,
      ...judgeDisk(changed.filter(isLocal), facts),
      ...(growth ? judgeGrowth(growth, seen) : []),
      ...(takesUpgrades ? judgeUpgrades(facts) : []),
    ],
    notes: [
      ...(facts.isThere
        ? []
        : [
            'The hook did not report: the app is not a Node program, or starts one without its environment. Files, timers and memory were not looked at.',
          ]),
      ...(seen.some(({ rule }) => rule === 'probe-visitor')
        ? [
            'What lies behind a login that B does not know cannot be judged yet: share the sessions, then probe again.',
          ]
        : []),
    ],
  }
}

/** Two ways to see one line: the first says why, the second adds what it saw. */
function merged(drafts: readonly ProbeDraft[]): ProbeDraft[] {
  const kept: ProbeDraft[] = []
  for (const draft of drafts) {
    const index = kept.findIndex((other) => isSamePlace(other, draft))
    const same = kept[index]
    if (same) kept[index] = { ...same, observed: [...same.observed, ...draft.observed] }
    else kept.push(draft)
  }
  return kept
}

const isSamePlace = (a: ProbeDraft, b: ProbeDraft) =>
  a.category === b.category &&
  a.place !== undefined &&
  a.place.file === b.place?.file &&
  a.place.line === b.place.line
