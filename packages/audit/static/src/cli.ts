#!/usr/bin/env node
/** `state-audit <folder>`: lists the state that an app keeps in its process or on its machine. */
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { relative, resolve } from 'node:path'
import { type Arguments, readArguments, UsageError, usage } from './cli/arguments.ts'
import { BaselineError, readBaseline, writeBaseline } from './cli/baseline.ts'
import { AuditFailure, auditIsolated } from './cli/isolated-audit.ts'
import { assertSomethingRead, NothingToRead } from './cli/nothing-to-read.ts'
import { suppress } from './cli/suppress.ts'
import { type Finding, severities } from './finding.ts'
import { probeUsage, readProbeArguments } from './probe/cli/arguments.ts'
import { runProbe } from './probe/cli/run-probe.ts'
import { ProbeError } from './probe/errors.ts'
import { formatReport } from './report/format.ts'
import { createReport, type Report } from './report/report.ts'
import { assertFolder } from './scan/find-files.ts'
import { readSettings, SettingsError } from './settings/read-settings.ts'

process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))
const { version } = createRequire(import.meta.url)('../package.json') as {
  version: string
}

try {
  const [command, ...rest] = process.argv.slice(2)
  process.exitCode = command === 'probe' ? await probe(rest) : await audit(process.argv.slice(2))
} catch (error) {
  if (!isExpected(error)) throw error
  console.error(`state-audit: ${error.message}`)
  if (error instanceof UsageError) console.error('state-audit --help lists the options')
  process.exitCode = 2
}

async function audit(argv: readonly string[]): Promise<0 | 1> {
  const input = readArguments(argv)
  if (input !== 'help' && input !== 'version') return run(input)
  console.log(input === 'help' ? usage : version)
  return 0
}

async function probe(argv: readonly string[]): Promise<0 | 1> {
  const input = readProbeArguments(argv)
  if (input === 'help') {
    console.log(probeUsage)
    return 0
  }
  const report = await runProbe(input)
  print(report, input)
  return fails(report, input.failOn) ? 1 : 0
}

async function run(input: Arguments): Promise<0 | 1> {
  const folder = resolve(input.folder)
  assertFolder(folder)
  readSettings(folder) // a mistake in it is said before anything is read
  const progress = createProgress()
  const audit = await auditIsolated(folder, {
    ignoreGlobs: input.ignore,
    all: input.all,
    entry: input.entry,
    onProgress: progress.show,
  })
  progress.clear()
  assertSomethingRead(audit, input)
  const { findings: kept, suppressed, notes } = suppress(folder, audit.findings)
  if (input.writeBaseline) return acceptAll(input.writeBaseline, kept)
  const known = input.baseline ? readBaseline(input.baseline) : new Set<string>()
  const findings = kept.filter(({ id }) => !known.has(id))
  const shown = { ...audit, folder: relative(process.cwd(), folder) || '.' }
  const report = createReport({
    audit: shown,
    findings,
    suppressed,
    inBaseline: kept.length - findings.length,
    notes,
  })
  print(report, input)
  return fails(report, input.failOn) ? 1 : 0
}

/** What a team lives with from now on: nothing to fail for. */
function acceptAll(file: string, findings: readonly Finding[]): 0 {
  writeBaseline(file, findings)
  const count = findings.length === 1 ? 'One finding is' : `${findings.length} findings are`
  console.log(`${count} in ${file} now. With --baseline ${file}, only what is new is reported.`)
  return 0
}

function print(report: Report, { format, output }: Pick<Arguments, 'format' | 'output'>) {
  const colour = output === undefined && Boolean(process.stdout.isTTY) && !process.env.NO_COLOR
  const text = formatReport(report, { format, version, colour })
  if (output === undefined) process.stdout.write(`${text.trimEnd()}\n`)
  else writeFileSync(output, `${text.trimEnd()}\n`)
}

function fails({ findings }: Report, failOn: Arguments['failOn']): boolean {
  if (failOn === 'none') return false
  return findings.some(({ severity }) => severities.indexOf(severity) <= severities.indexOf(failOn))
}

/** A line on the error output, on a terminal only, once the run has taken two seconds. */
function createProgress() {
  const start = Date.now()
  const isOn = Boolean(process.stderr.isTTY)
  let isShown = false
  return { show, clear }

  function show(files: number) {
    if (!isOn || Date.now() - start < 2000) return
    isShown = true
    process.stderr.write(`\rread ${files} files`)
  }

  function clear() {
    if (isShown) process.stderr.write('\r\u001b[K')
  }
}

function isExpected(error: unknown): error is Error {
  if (
    [UsageError, BaselineError, AuditFailure, NothingToRead, SettingsError, ProbeError].some(
      (kind) => error instanceof kind,
    )
  )
    return true
  const { code, message } = error as NodeJS.ErrnoException
  return (
    /^(ENOENT|ENOTDIR|EACCES|EPERM|EISDIR|EROFS|ENOSPC)$/.test(code ?? '') ||
    / is not a folder$/.test(message ?? '')
  )
}
