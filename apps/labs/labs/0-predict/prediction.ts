import { type PromiseId, promiseIds, promises } from '@unsticky/steps'

export type Guess = 'kept' | 'broken'

/** The point that is broken until everything has an answer. */
export const allAnswered = 'Every promise has an answer'

/** Reads lines such as "survives-kill  broken  Cart and login survive …". Throws for a word that is no answer. */
export function readPrediction(text: string): ReadonlyMap<PromiseId, Guess> {
  const guesses = new Map<PromiseId, Guess>()
  for (const [index, line] of text.split('\n').entries()) {
    const [id = '', guess = ''] = line.trim().split(/\s+/)
    if (!id || id.startsWith('#')) continue
    if (!promiseIds.includes(id as PromiseId))
      throw new SyntaxError(`Line ${index + 1} of prediction.txt begins with "${id}", which is no promise`)
    const word = guess.toLowerCase()
    if (word === 'kept' || word === 'broken') guesses.set(id as PromiseId, word)
    else if (word !== '?')
      throw new SyntaxError(`Line ${index + 1} of prediction.txt says "${guess}"; write "kept" or "broken"`)
  }
  return guesses
}

export const unanswered = (guesses: ReadonlyMap<PromiseId, Guess>): readonly string[] =>
  promiseIds.filter((id) => !guesses.has(id)).map((id) => promises[id])
