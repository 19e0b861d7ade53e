/**
 * Loaded before an instance (`node --import`): its wall clock is as many milliseconds ahead as the file CLOCK_FILE says,
 * from the moment it says so, as on a machine whose clock is set while programs run.
 */
import { readFileSync } from 'node:fs'

const RealDate = Date
let aheadMs = 0

setInterval(() => {
  try {
    aheadMs = Number(readFileSync(process.env.CLOCK_FILE ?? '', 'utf8')) || 0
  } catch {
    aheadMs = 0
  }
}, 200).unref()

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [RealDate.now() + aheadMs] : parts))
  }

  static now() {
    return RealDate.now() + aheadMs
  }
}
