import type { Lab } from '../lab.type.ts'
import { findLab } from '../labs.ts'
import { currentLab } from '../workbench/progress.ts'
import { isStarted } from '../workbench/workbench.ts'

/** Thrown for a command that cannot be done as it was asked for: exit code 2. */
export class UsageError extends Error {
  readonly code = 'LABS_USAGE'
}

/** The lab that was named, else the one that was worked on last. */
export function whichLab(given: string | undefined): Lab {
  const lab = given === undefined ? currentLab() : findLab(given)
  if (!lab) throw new UsageError('Which lab? "pnpm lab list" shows them; "pnpm lab start 4" begins one')
  return lab
}

/** As `whichLab`, and the attendee has begun it. */
export function startedLab(given: string | undefined): Lab {
  const lab = whichLab(given)
  if (!isStarted(lab)) throw new UsageError(`Lab ${lab.id} is not started: pnpm lab start ${lab.id}`)
  return lab
}
