import { type PieceId, type PromiseId, promiseIds, promises, type Step, steps } from '@unsticky/steps'
import { seenOf } from './kept-promises.ts'
import { tableOf } from './link.ts'

/** The promises that hang on each piece of state. */
export const promisesOf: Readonly<Record<PieceId, readonly PromiseId[]>> = {
  session: ['survives-kill', 'logout-final', 'memory-flat'],
  cart: ['two-devices', 'parallel-adds', 'guest-merged-once'],
  login: ['login-everywhere', 'survives-restart'],
  profile: ['survives-restart'],
  files: ['picture-everywhere'],
  stock: ['never-oversold'],
  orders: ['order-once', 'order-numbers-unique'],
  'cookie-keys': ['cookies-survive'],
  'rate-limit': ['rate-limit-shared'],
  'live-updates': ['live-update'],
  reminder: ['reminder-once'],
}

/** What the kept run saw of a piece of state, wherever the sentence changes from one step to the next. */
export function seen(piece: PieceId): string {
  const rows = promisesOf[piece].flatMap((id) => changes(id).map((step) => rowOf(id, step)))
  return tableOf([['promise', 'step', 'is', 'measured'], ...rows])
}

/** What a step breaks, as measured. */
export function broken(step: Step): string {
  const lost = promiseIds.filter((id) => !step.keeps.includes(id))
  if (lost.length === 0) return 'None of the twenty promises is broken.'
  return tableOf([['broken', 'measured'], ...lost.map((id) => [promises[id], seenOf(id, step.id)])])
}

/** What becomes of these promises on the way from one step to another. */
export const outcome = (ids: readonly PromiseId[], from: Step, to: Step): string =>
  tableOf([
    ['promise', `step ${from.id}`, `step ${to.id}`],
    ...ids.map((id) => [
      `${promises[id]}: ${to.keeps.includes(id) ? 'won' : 'lost'}`,
      seenOf(id, from.id),
      seenOf(id, to.id),
    ]),
  ])

/** The first step, and each that keeps what the one before it broke, or breaks what it kept. */
const changes = (id: PromiseId): readonly Step[] =>
  steps.filter((step, index) => index === 0 || isKept(id, step) !== isKept(id, steps[index - 1] as Step))

const rowOf = (id: PromiseId, step: Step) => [
  promises[id],
  step.id,
  isKept(id, step) ? 'kept' : 'broken',
  seenOf(id, step.id),
]

const isKept = (id: PromiseId, { keeps }: Step) => keeps.includes(id)
