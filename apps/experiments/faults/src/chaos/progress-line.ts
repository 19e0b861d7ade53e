import type { Progress } from './run-chaos.ts'

/** One line at the bottom of a terminal, which is written anew; nothing but the log where there is no terminal. */
export function createProgressLine(out: NodeJS.WriteStream = process.stderr) {
  let isShown = false
  return { log, update, end }

  function log(line: string) {
    end()
    out.write(`${line}\n`)
  }

  function update({ seconds, ofSeconds, answers, faults }: Progress) {
    if (!out.isTTY) return
    isShown = true
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    out.write(
      `\r\x1b[K${time} of ${Math.round(ofSeconds / 6) / 10} min, ${answers} answers, ${faults} faults`,
    )
  }

  function end() {
    if (isShown) out.write('\r\x1b[K')
    isShown = false
  }
}
