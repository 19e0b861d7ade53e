import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with every template and the report of cdk-nag. */
    assembly: string
  }
}

/** Synthesizes every stack once, in a process of its own, before the first test. */
export default async function assemble({ provide }: TestProject) {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-assembly-'))
  const program = fileURLToPath(new URL('./synthesize-with-nag.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [program, directory])
  provide('assembly', directory)
  return () => rmSync(directory, { recursive: true, force: true })
}
