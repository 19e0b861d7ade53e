import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { NothingToCompareError, type Repeat, type Series } from '../measure.ts'
import { type ReadRun, readRun } from './read-run.ts'

/**
 * Reads a k6 summary, k6's points (JSON lines or CSV), or a folder of them; each may be compressed. Each run in a folder
 * is one repeat. Throws `NothingToCompareError`.
 */
export async function readSeries(path: string): Promise<readonly Series[]> {
  const repeats = (await isFolder(path)) ? await readFolder(path) : withoutTwins(await readAll([path]))
  if (repeats.length === 0) throw new NothingToCompareError(nothingIn(path))
  return [{ name: '', repeats }]
}

export const nothingIn = (path: string): string =>
  `${path} holds no k6 summary (--summary-export or handleSummary) and no points of k6 (--out json=… or csv=…).`

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => {
      throw new NothingToCompareError(
        `There is no ${path}. Give a k6 summary, points of k6, or a folder of them.`,
      )
    },
  )
}

interface FolderOptions {
  /** Names of files that are no results of k6, whatever is in them. */
  readonly ignored?: readonly string[]
}

/** All runs of a folder, also of folders in it, each once. */
export async function readFolder(
  folder: string,
  { ignored = [] }: FolderOptions = {},
): Promise<readonly Repeat[]> {
  const names = await readdir(folder, { recursive: true })
  const files = names
    .filter((name) => /\.(jsonl?|ndjson|csv)(\.gz)?$/.test(name) && !ignored.includes(basename(name)))
    .sort()
  return withoutTwins(await readAll(files.map((name) => join(folder, name))))
}

async function readAll(files: readonly string[]): Promise<readonly ReadRun[]> {
  const runs: ReadRun[] = []
  for (const file of files) {
    const run = await readRun(file)
    if (run) runs.push(run)
  }
  return runs
}

/** What tells most of a run first. */
const kinds: readonly ReadRun['kind'][] = ['points', 'csv', 'handleSummary', 'machine', 'export']

/**
 * k6 may have written points, CSV and summaries of one run: these are one repeat. Two files are of one run when they are
 * of different kinds and have the same requests, iterations and times. What only a summary knows, as whether a threshold
 * was crossed, is added to the points.
 */
export function withoutTwins(runs: readonly ReadRun[]): readonly Repeat[] {
  const found: { readonly kinds: Set<string>; repeat: Repeat }[] = []
  for (const run of [...runs].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))) {
    const { kind, ...repeat } = run
    const twin = found.find((each) => !each.kinds.has(kind) && isSameRun(each.repeat, repeat))
    if (twin) {
      twin.kinds.add(kind)
      twin.repeat = { ...twin.repeat, measures: { ...repeat.measures, ...twin.repeat.measures } }
    } else found.push({ kinds: new Set([kind]), repeat })
  }
  return found.map(({ repeat }) => repeat).sort((a, b) => a.file.localeCompare(b.file))
}

function isSameRun(a: Repeat, b: Repeat): boolean {
  if (a.facts?.requests !== b.facts?.requests || a.facts?.iterations !== b.facts?.iterations) return false
  return ['p50', 'p95', 'failed requests', 'failed checks'].every((name) => {
    const [one, other] = [a.measures[name]?.value, b.measures[name]?.value]
    // k6 interpolates between two values where points are ranked, so times agree within a little.
    return (
      one === undefined || other === undefined || Math.abs(one - other) <= Math.max(0.5, 0.05 * Math.abs(one))
    )
  })
}
