import { spawn } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Audit, AuditOptions } from '../audit.ts'

const worker = fileURLToPath(new URL(`./audit-worker${extname(import.meta.url)}`, import.meta.url))
/** Enough for half a million lines; more ends the worker and not the machine. */
const memoryMegabytes = 3072
const maxDeaths = 25

/** Thrown where the worker ends and no single file is to blame. */
export class AuditFailure extends Error {}

interface IsolatedOptions extends Omit<AuditOptions, 'onFile' | 'skip'> {
  readonly onProgress?: (files: number) => void
}

/**
 * Runs the audit in a process of its own. The parser is native code that a file nested some ten thousand deep can kill;
 * that file is then skipped and named, and the audit goes on.
 */
export async function auditIsolated(
  folder: string,
  { onProgress, ...options }: IsolatedOptions,
): Promise<Audit> {
  const skip = new Map<string, string>()
  for (let deaths = 0; deaths <= maxDeaths; deaths++) {
    const { audit, lastFile, reason } = await runWorker(folder, {
      options: { ...options, skip: [...skip] },
      onProgress,
    })
    if (audit) return audit
    if (lastFile === undefined || skip.has(lastFile))
      throw new AuditFailure(`the audit ended early (${reason}); leave out parts of the folder with --ignore`)
    skip.set(lastFile, `the parser cannot read it (${reason}); nested too deeply?`)
  }
  throw new AuditFailure(`more than ${maxDeaths} files cannot be parsed; leave them out with --ignore`)
}

interface Outcome {
  readonly audit?: Audit
  readonly lastFile: string | undefined
  readonly reason: string
}

function runWorker(
  folder: string,
  { options, onProgress }: { options: object; onProgress?: (files: number) => void },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${memoryMegabytes}`,
        '--stack-size=3900',
        worker,
        folder,
        JSON.stringify(options),
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      },
    )
    const stop = () => child.kill()
    process.once('exit', stop)
    const chunks: Buffer[] = []
    let names = ''
    let count = 0
    let errors = ''
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => {
      errors = (errors + chunk).slice(-2000)
    })
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      names = (names + chunk).slice(-10_000)
      count += chunk.toString().split('\n').length - 1
      onProgress?.(count)
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      process.off('exit', stop)
      const lastFile = names.trimEnd().split('\n').at(-1)
      if (code === 0)
        resolve({ audit: JSON.parse(Buffer.concat(chunks).toString()) as Audit, lastFile, reason: '' })
      else if (code === 3) reject(new AuditFailure(errors.trim()))
      else
        resolve({
          lastFile: lastFile === 'all parsed' ? undefined : lastFile,
          reason: signal ?? lastLine(errors) ?? `exit ${code}`,
        })
    })
  })
}

const lastLine = (text: string) =>
  text
    .trim()
    .split('\n')
    .find((line) => /heap|Error/.test(line))
