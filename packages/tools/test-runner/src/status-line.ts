export interface StatusLine {
  /** Replaces the line on a terminal, writes a new one elsewhere. */
  show(line: string): void
  /** The last line; what follows begins on a new one. */
  end(line: string): void
}

interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

const clearLine = '\r\u001b[2K'

/** One line that says how far something is. */
export function createStatusLine(output: Output): StatusLine {
  if (!output.isTTY) {
    const write = (line: string) => void output.write(`${line}\n`)
    return { show: write, end: write }
  }
  return {
    show: (line) => void output.write(clearLine + line.slice(0, (output.columns ?? 80) - 1)),
    end: (line) => void output.write(`${clearLine}${line}\n`),
  }
}
