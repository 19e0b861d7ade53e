import { execFile } from 'node:child_process'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Found, Looked } from './page.ts'

const tool = fileURLToPath(new URL('../../../../packages/audit/static/src/cli.ts', import.meta.url))

export interface Probing {
  /** The command that starts the app. */
  readonly start: string
  /** What a visitor does; see packages/audit/static. */
  readonly scenario: string
}

/** Thrown when state-audit or its probe could not do its work; the message is what it said. */
export class LookError extends Error {
  readonly code = 'LABS_LOOK'
}

/** Reads an app by state-audit, and runs it twice by its probe where that was asked for. */
export async function lookAtApp(folder: string, probing?: Probing): Promise<Looked> {
  const [json, worksheet] = await Promise.all([
    runTool([folder, '--format', 'json']),
    runTool([folder, '--format', 'worksheet']),
  ])
  const seen = probing && (await probe(folder, probing))
  return { app: basename(folder), found: findingsIn(json), worksheet, ...(seen && { seen }) }
}

async function probe(folder: string, { start, scenario }: Probing) {
  const args = ['probe', '--start', start, '--scenario', scenario, '--static', folder, '--format', 'json']
  return findingsIn(await runTool(args))
}

const findingsIn = (json: string) => (JSON.parse(json) as { findings: readonly Found[] }).findings

/** Exit code 1 says that something was found, which is what we came for. */
function runTool(args: readonly string[]) {
  return new Promise<string>((resolve, reject) => {
    const options = { maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NO_COLOR: '1' } }
    execFile(process.execPath, [tool, ...args], options, (error, stdout, stderr) => {
      if (error && error.code !== 1) reject(new LookError(stderr.trim() || stdout.trim() || error.message))
      else resolve(stdout)
    })
  })
}
