import { appendFileSync } from 'node:fs'
import type { RowId } from '../rows.ts'
import { createMeter, type Figures, measure } from './meter.ts'

export interface RowFigures extends Figures {
  readonly row: RowId
  readonly side: 'before' | 'after'
  /** Whether the shop did what the table says. */
  readonly holds: boolean
}

/** Runs one side of a row, and writes its figures as a line of the file that `pnpm faults` names. */
export async function record(
  row: RowId,
  side: RowFigures['side'],
  { run, file = process.env.FAULTS_FIGURES }: { run: () => Promise<void>; file?: string | undefined },
): Promise<void> {
  const meter = createMeter()
  let holds = false
  try {
    await measure(meter, run)
    holds = true
  } finally {
    const figures: RowFigures = { row, side, holds, ...meter.figures() }
    if (file) appendFileSync(file, `${JSON.stringify(figures)}\n`)
  }
}
