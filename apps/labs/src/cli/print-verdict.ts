import { stripVTControlCharacters } from 'node:util'
import { type PromiseId, promises } from '@unsticky/steps'
import pc from 'picocolors'
import type { Verdict } from '../check/verdict.ts'
import type { Lab, Point } from '../lab.type.ts'
import { wrap } from './wrap.ts'

/** A verdict as a person reads it: what is broken with what a shopper lived through, and what to do next. */
export function printVerdict(lab: Lab, verdict: Verdict, { isQuick = false } = {}): string {
  const { points, later, saying, problem, notes, isDone, seconds } = verdict
  const broken = points.filter(({ isFine }) => !isFine)
  const fine = points.filter(({ isFine }) => isFine)
  const lines = [
    '',
    ...(problem ? [`${pc.red('✗')} ${problem}`, ''] : []),
    ...suite(points),
    ...fine.filter(({ kind }) => kind !== 'contract').map(line),
    ...broken.filter(({ kind }) => kind !== 'contract').map(line),
    ...later.map(
      ({ point, lab: other }) => `${pc.yellow('…')} ${titleOf(point)} (lab ${other})${detailOf(point)}`,
    ),
    ...(saying ? ['', wrap(pc.bold(saying))] : []),
    ...notes.flatMap((each) => ['', each]),
    '',
    lastLine(lab, { count: `${fine.length} of ${points.length} in ${seconds} s`, isDone, isQuick }),
  ]
  return lines.join('\n')
}

interface Ending {
  readonly count: string
  readonly isDone: boolean
  readonly isQuick: boolean
}

function lastLine(lab: Lab, { count, isDone, isQuick }: Ending) {
  if (!isDone) return pc.red(`Not yet: ${count}. A hint: pnpm lab hint`)
  const isHalf = isQuick && (lab.judge.kind === 'fleet' || lab.id === '8')
  return pc.green(
    isHalf ? `So far fine: ${count}. The promises: pnpm lab check` : `Lab ${lab.id} is done: ${count}.`,
  )
}

function suite(points: readonly Point[]): readonly string[] {
  const tests = points.filter(({ kind }) => kind === 'contract')
  if (tests.length === 0) return []
  const broken = tests.filter(({ isFine }) => !isFine)
  const count = `${tests.length - broken.length} of ${tests.length}`
  const mark = broken.length === 0 ? pc.green('✓') : pc.red('✗')
  const shown = broken
    .slice(0, 6)
    .map(({ name, detail }) => `    ${pc.red('✗')} ${name}${detail ? pc.dim(`: ${detail}`) : ''}`)
  const more = broken.length > 6 ? [`    and ${broken.length - 6} more`] : []
  return [`${mark} What the port promises: ${count}`, ...shown, ...more]
}

function line(point: Point) {
  const mark = point.isFine ? pc.green('✓') : pc.red('✗')
  return `${mark} ${titleOf(point)}${detailOf(point)}`
}

const detailOf = ({ detail }: Point) => (detail ? `\n${wrap(pc.dim(detail), { indent: 4 })}` : '')

const titleOf = ({ kind, name }: Point) => (kind === 'promise' ? promises[name as PromiseId] : name)

/** For files and pipes. */
export const plain = (text: string): string => stripVTControlCharacters(text)
