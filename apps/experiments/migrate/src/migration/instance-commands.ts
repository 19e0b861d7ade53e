import type { Mode } from './gate.ts'
import type { HandoverCounts } from './handover.ts'
import type { Migration } from './migration.ts'

export interface InstanceStatus {
  readonly mode: Mode
  /** Records that the running or last backfill has copied. */
  readonly copied: number
}

/** What the one who runs the migration can ask of one instance. Each may be asked again. */
export interface InstanceCommands {
  status(): Promise<InstanceStatus>
  switchTo(mode: Mode): Promise<InstanceStatus>
  /** Copies everything that is there; with dual write on, nothing is missing afterwards. */
  backfill(): Promise<InstanceStatus>
  /** Compares everything, copies again what is not the same, and says what still is not. */
  verify(): Promise<readonly HandoverCounts[]>
  /** Makes the old stores as new as the new ones. Before the old ones decide again. */
  copyBack(): Promise<{ readonly records: number }>
}

export function createInstanceCommands({ gate, handovers }: Migration): InstanceCommands {
  let copied = 0
  return { status, switchTo, backfill, verify, copyBack }

  async function status() {
    return { mode: gate.mode, copied }
  }

  async function switchTo(mode: Mode) {
    await gate.switchTo(mode)
    // With the gate off the old stores change and nobody notes it: the next move begins anew.
    if (mode === 'off') for (const handover of handovers) handover.reset()
    return status()
  }

  async function backfill() {
    copied = 0
    for (const handover of handovers) await handover.backfill(() => (copied += 1))
    return status()
  }

  async function verify() {
    const counts: HandoverCounts[] = []
    for (const handover of handovers) counts.push(await handover.verify())
    return counts
  }

  async function copyBack() {
    let records = 0
    for (const handover of handovers) records += await handover.copyBack()
    return { records }
  }
}
