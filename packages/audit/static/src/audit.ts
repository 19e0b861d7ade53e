import { findInProgram } from './find-in-program.ts'
import type { Finding } from './finding.ts'
import { loadProgram, type SkippedFile } from './model/load-program.ts'
import { findFiles } from './scan/find-files.ts'
import { reachableFrom } from './scan/reachable.ts'
import { serverModules } from './scan/server-code.ts'

export interface AuditOptions {
  /** Globs in the syntax of .gitignore, beside the .gitignore files of the folder. */
  readonly ignoreGlobs?: readonly string[]
  /** Also tests, build output, browser code and scripts. */
  readonly all?: boolean
  /** A part of the folder, such as `apps/shop`: only what it imports is reported. */
  readonly entry?: string
  /** Told before each file is parsed. */
  readonly onFile?: (file: string) => void
  /** Told when the last file is parsed. */
  readonly onParsed?: () => void
  /** Files to leave out with a reason: those that an earlier run died of. */
  readonly skip?: ReadonlyMap<string, string>
}

export interface Audit {
  readonly folder: string
  readonly findings: readonly Finding[]
  readonly files: number
  readonly lines: number
  readonly skipped: readonly SkippedFile[]
  /** How many files were left out by default, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
}

const notServerReason = 'read, but no server code (browser, scripts run by hand)'

/** Reads the sources of a folder and lists the state in them. Nothing of the folder is run or changed. */
export function audit(
  folder: string,
  { ignoreGlobs, all, entry, onFile, onParsed, skip = new Map() }: AuditOptions = {},
): Audit {
  const found = findFiles(folder, { ignoreGlobs, all })
  const files = found.files.filter((file) => !skip.has(file))
  const loaded = loadProgram({ files, manifests: found.manifests, root: folder, onFile })
  onParsed?.()
  const program = entry === undefined ? loaded.program : loaded.partOf(reachableFrom(loaded.program, entry))
  const findings = findInProgram(program, { all })
  const notServer = program.modules.length - serverModules(program).size
  return {
    folder,
    findings,
    files: program.modules.length,
    lines: program.modules.reduce((sum, { source, lineOf }) => sum + lineOf(source.length), 0),
    skipped: [...found.problems, ...[...skip].map(([file, reason]) => ({ file, reason })), ...loaded.skipped],
    leftOut: {
      ...Object.fromEntries(found.leftOut),
      ...(all || notServer === 0 ? {} : { [notServerReason]: notServer }),
    },
  }
}
