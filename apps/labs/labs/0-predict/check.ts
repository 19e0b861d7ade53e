/** Measures the plain shop, once, and compares it with what the attendee expected. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Cell, runPromises } from '@unsticky/promises/run'
import { findStep, type PromiseId, promiseIds } from '@unsticky/steps'
import type { CheckOptions } from '../../src/check/check-lab.ts'
import { inPlainWords } from '../../src/check/plain-words.ts'
import type { Findings, Point } from '../../src/lab.type.ts'
import { allAnswered, type Guess, readPrediction, unanswered } from './prediction.ts'

export async function check(folder: string, options: CheckOptions): Promise<Findings> {
  const guesses = readPrediction(readFileSync(join(folder, 'prediction.txt'), 'utf8'))
  const left = unanswered(guesses)
  if (left.length > 0) {
    const detail = `Without one: ${left.slice(0, 3).join('; ')}${left.length > 3 ? ` and ${left.length - 3} more` : ''}`
    return { points: [{ kind: 'answer', name: allAnswered, isFine: false, detail }] }
  }
  const measured = options.isQuick ? fromTheMatrix() : await measureOnce(folder, options)
  return { points: promiseIds.map((id) => compare(id, { guess: guesses.get(id), cell: measured[id] })) }
}

type Measured = Readonly<Partial<Record<PromiseId, Cell>>>

/** Without a measurement: what the matrix of the steps says of the plain shop. */
function fromTheMatrix(): Measured {
  const { keeps } = findStep('0')
  const cell = (id: PromiseId): Cell => {
    const expected = keeps.includes(id) ? 'kept' : 'broken'
    return { expected, actual: expected, detail: '' }
  }
  return Object.fromEntries(promiseIds.map((id) => [id, cell(id)]))
}

/** Measuring takes most of a minute, and this laptop measures the same again. */
async function measureOnce(folder: string, { court, log }: CheckOptions): Promise<Measured> {
  const kept = join(dirname(folder), 'measured-plain-shop.json')
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Measured
  log('measuring the plain shop: three instances, sticky sessions; about a minute')
  const { group } = court
  const step = findStep('0')
  const noServices = { env: {}, [Symbol.asyncDispose]: async () => {} }
  const { steps } = await runPromises({
    ...{ subjects: [{ step }], promises: promiseIds, services: noServices, group, log: () => {} },
    directory: join(group.directory, 'plain-shop'),
  })
  const measured = steps[0]?.promises ?? {}
  writeFileSync(kept, JSON.stringify(measured, null, 2))
  return measured
}

interface Comparison {
  readonly guess: Guess | undefined
  readonly cell: Cell | undefined
}

function compare(id: PromiseId, { guess, cell }: Comparison): Point {
  const actual = cell?.actual === 'kept' ? 'kept' : 'broken'
  const seen = inPlainWords(cell?.detail ?? '')
  const isFine = guess === actual
  return {
    kind: 'promise',
    name: id,
    isFine,
    detail: isFine ? seen : `You said ${guess}, it is ${actual}. ${seen}`,
  }
}
