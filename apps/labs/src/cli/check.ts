/** `check` and `run`: the commands that start servers, and end them. */
import { watch } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CheckOptions, checkLab } from '../check/check-lab.ts'
import { type Court, openCourt } from '../check/court.ts'
import type { Verdict } from '../check/verdict.ts'
import type { Lab } from '../lab.type.ts'
import { note, progressOf } from '../workbench/progress.ts'
import { folderOf, prepare } from '../workbench/workbench.ts'
import { plain, printVerdict } from './print-verdict.ts'
import { startedLab } from './which-lab.ts'

interface Options {
  readonly json?: boolean
  readonly watch?: boolean
  readonly quick?: boolean
}

/** Runs with a court that is closed at the end, and on Ctrl-C: nothing is left running. */
export async function inCourt<T>(act: (court: Court, signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const court = openCourt()
  const interrupted = () => {
    controller.abort()
    void Promise.resolve(court[Symbol.asyncDispose]()).finally(() => process.exit(130))
  }
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  try {
    return await act(court, controller.signal)
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
    await court[Symbol.asyncDispose]()
  }
}

export async function check(given: string | undefined, options: Options): Promise<void> {
  const lab = startedLab(given)
  prepare()
  await inCourt(async (court, signal) => {
    const tools = { court, signal, isQuick: options.quick, log: options.json ? () => {} : logLine }
    const verdict = await judge(lab, tools, options)
    if (!signal.aborted) process.exitCode = verdict.isDone ? 0 : 1
    if (options.watch) await judgeEverySave(lab, tools, options)
  })
}

const logLine = (line: string) => console.error(`  ${line}`)

async function judge(lab: Lab, tools: CheckOptions, { json }: Options): Promise<Verdict> {
  if (!json) console.error(`Lab ${lab.id}, ${lab.title}`)
  const verdict = await checkLab(lab, folderOf(lab), tools)
  // Ctrl-C took the processes away, so whatever the verdict says is not the attendee's.
  if (tools.signal.aborted) return verdict
  const { checks = 0, doneAt } = progressOf(lab)
  const isNewlyDone = verdict.isDone && !tools.isQuick && !doneAt
  note(lab, { checks: checks + 1, ...(isNewlyDone && { doneAt: new Date().toISOString() }) })
  const text = printVerdict(lab, verdict, { isQuick: tools.isQuick })
  console.log(json ? JSON.stringify(verdict) : process.stdout.isTTY ? text : plain(text))
  return verdict
}

/** Until Ctrl-C. Saves that come while a check runs are judged together afterwards. */
async function judgeEverySave(lab: Lab, tools: CheckOptions, options: Options) {
  let saved = Promise.withResolvers<void>()
  const watcher = watch(folderOf(lab), { recursive: true }, () => saved.resolve())
  tools.signal.addEventListener('abort', () => watcher.close())
  while (!tools.signal.aborted) {
    if (!options.json) console.error('\nWaiting for the next save. Ctrl-C ends it.')
    await saved.promise
    await sleep(200) // editors write a file in several steps
    saved = Promise.withResolvers()
    const { isDone } = await judge(lab, tools, options)
    process.exitCode = isDone ? 0 : 1
  }
}
