/** The commands that look and copy: list, start, hint, diff, solution, reset. None of them starts a server. */
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { createTwoFilesPatch } from 'diff'
import pc from 'picocolors'
import type { Lab } from '../lab.type.ts'
import { labs, sourceOf } from '../labs.ts'
import { note, progressOf } from '../workbench/progress.ts'
import { applySolution, folderOf, isStarted, resetLab, startLab } from '../workbench/workbench.ts'
import { hintsOf, taskOf } from './lab-text.ts'
import { startedLab, whichLab } from './which-lab.ts'

const here = (path: string) => relative(process.cwd(), path) || '.'

export function list({ json }: { json?: boolean }): void {
  const rows = labs.map((lab) => ({
    id: lab.id,
    title: lab.title,
    minutes: lab.minutes,
    articleStep: lab.articleStep,
    state: stateOf(lab),
  }))
  if (json) {
    console.log(JSON.stringify(rows, null, 2))
    return
  }
  for (const { id, title, minutes, articleStep, state } of rows)
    console.log(
      `${mark(state)} ${id.padEnd(8)} ${title.padEnd(34)} ${`${minutes} min`.padEnd(8)} article step ${articleStep}   ${pc.dim(state)}`,
    )
  const next = rows.find(({ state }) => state !== 'done')
  console.log(next ? `\nNext: pnpm lab start ${next.id}` : '\nAll labs are done.')
}

type State = 'done' | 'started' | 'open'

function stateOf(lab: Lab): State {
  if (progressOf(lab).doneAt) return 'done'
  return isStarted(lab) ? 'started' : 'open'
}

const mark = (state: State) => ({ done: pc.green('✓'), started: pc.yellow('…'), open: ' ' })[state]

export function start(given: string): void {
  const lab = whichLab(given)
  const outcome = startLab(lab)
  note(lab, { startedAt: progressOf(lab).startedAt ?? new Date().toISOString() })
  console.log(taskOf(lab))
  const files = lab.files.map((file) => here(join(folderOf(lab), file))).join(', ')
  console.log(
    outcome === 'started'
      ? `\nYour files: ${files}\nA verdict: pnpm lab check`
      : `\nLab ${lab.id} was started before; your files are as you left them: ${files}\nBegin anew: pnpm lab reset ${lab.id}`,
  )
}

/** One grade more each time; the last one stays. */
export function hint(given: string | undefined, { all }: { all?: boolean }): void {
  const lab = whichLab(given)
  const hints = hintsOf(lab)
  const shown = all ? hints.length : Math.min(hints.length, (progressOf(lab).hints ?? 0) + 1)
  note(lab, { hints: shown })
  const from = all ? 0 : shown - 1
  for (const [index, text] of hints.slice(from, shown).entries())
    console.log(`Hint ${from + index + 1} of ${hints.length}\n\n${text}\n`)
  if (shown === hints.length) console.log(`That was the last one. The solution: pnpm lab solution ${lab.id}`)
}

/** What the attendee changed, or with `toSolution` what is between them and the solution. */
export function diff(given: string | undefined, { solution }: { solution?: boolean }): void {
  const lab = startedLab(given)
  for (const file of lab.files) {
    const yours = readIfThere(join(folderOf(lab), file))
    const other = readIfThere(sourceOf(lab, solution ? 'solution' : 'start', file))
    const [from, to] = solution ? [yours, other] : [other, yours]
    const labels = solution ? ['yours', 'solution'] : ['start', 'yours']
    if (from === to) console.log(`${file}: no difference`)
    else console.log(colored(createTwoFilesPatch(`${labels[0]}/${file}`, `${labels[1]}/${file}`, from, to)))
  }
}

const readIfThere = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

const colored = (patch: string) =>
  patch
    .split('\n')
    .slice(1)
    .map((line) => (line.startsWith('+') ? pc.green(line) : line.startsWith('-') ? pc.red(line) : line))
    .join('\n')

export function solution(given: string | undefined, { apply }: { apply?: boolean }): void {
  const lab = whichLab(given)
  if (apply) {
    const kept = applySolution(lab)
    note(lab, {})
    console.log(`The solution is in ${here(folderOf(lab))}.${keptLine(kept)}`)
    return
  }
  for (const file of lab.files)
    console.log(`${pc.bold(file)}\n\n${readIfThere(sourceOf(lab, 'solution', file))}`)
  console.log(readIfThere(sourceOf(lab, 'solution', 'WHY.md')))
  console.log(`Into your folder: pnpm lab solution ${lab.id} --apply (what you have there is kept)`)
}

export function reset(given: string | undefined): void {
  const lab = whichLab(given)
  const kept = resetLab(lab)
  note(lab, { hints: 0, doneAt: undefined })
  console.log(`Lab ${lab.id} is as at its start: ${here(folderOf(lab))}.${keptLine(kept)}`)
}

const keptLine = (kept: string | undefined) => (kept ? ` What you had is in ${here(kept)}.` : '')
