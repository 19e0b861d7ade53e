import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { TurboTask } from './turbo-tasks.ts'

/** Seconds that each package's suite took in the last run on this machine; empty before the first run. */
export type LastTimes = Readonly<Record<string, number>>

const fileOf = (root: string) => join(root, '.results/test-times.json')

/** @param title which kind of suites: "tests", "tests with fleets" */
export async function readLastTimes(root: string, title: string): Promise<LastTimes> {
  return (await readAll(root))[title] ?? {}
}

/** The times of suites that did not run this time stay. */
export async function keepTimes(
  root: string,
  title: string,
  tasks: ReadonlyMap<string, TurboTask>,
): Promise<void> {
  const all = await readAll(root)
  const now = Object.fromEntries([...tasks].map(([name, { seconds }]) => [name, seconds]))
  await mkdir(dirname(fileOf(root)), { recursive: true })
  await writeFile(fileOf(root), JSON.stringify({ ...all, [title]: { ...all[title], ...now } }, null, 2))
}

async function readAll(root: string): Promise<Record<string, LastTimes>> {
  try {
    return JSON.parse(await readFile(fileOf(root), 'utf8'))
  } catch {
    return {}
  }
}
