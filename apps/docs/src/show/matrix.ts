import {
  adapterFile,
  steps as allSteps,
  changedPorts,
  changedPromises,
  changedWays,
  dataBehind,
  isInProcess,
  type PieceId,
  type Port,
  pieceBehind,
  pieces,
  type Step,
} from '@unsticky/steps'
import { outcome } from './figures.ts'
import { linkTo, tableOf } from './link.ts'
import type { Page } from './show.ts'

/** Where a piece of state lives in each step. */
export function row(piece: PieceId, page: Page): string {
  const { port } = pieces[piece]
  return tableOf([
    ['step', ...allSteps.map((step) => stepLink(step, page))],
    ['lives in', ...allSteps.map(({ composition }) => wordFor(composition[port]))],
  ])
}

/** The state that a step still keeps in its process or on its server. */
export function held(step: Step, page: Page): string {
  const ports = (Object.keys(step.composition) as Port[]).filter((port) =>
    isInProcess(step.composition[port]),
  )
  if (ports.length === 0) return 'Nothing of the shop’s state is in the process any more.'
  return tableOf([
    ['piece of state', 'holds', 'lives in', 'code'],
    ...ports.map((port) => [
      pieceLink(pieceBehind(port), page),
      dataBehind[port],
      wordFor(step.composition[port]),
      codeLink(port, step, page),
    ]),
  ])
}

/** What moves between two steps, how the shop runs then, and which promises that wins and loses. */
export function moves(from: Step, to: Step, page: Page): string {
  const changed = changedPorts(from, to).map(({ port }) => [
    pieceLink(pieceBehind(port), page),
    `${wordFor(from.composition[port])}: ${codeLink(port, from, page)}`,
    `${wordFor(to.composition[port])}: ${codeLink(port, to, page)}`,
  ])
  const ways = changedWays(from, to).map((change) => [wordsOfWay[change.way], change.from, change.to])
  const { gained, lost } = changedPromises(from, to)
  const moved = [...gained, ...lost]
  return [
    tableOf([['what changes', `before: step ${from.id}`, `after: step ${to.id}`], ...changed, ...ways]),
    moved.length > 0
      ? outcome(moved, from, to)
      : 'The promises stay as they are: no shopper notices anything.',
  ].join('\n\n')
}

export const steps = (page: Page): string =>
  allSteps.map((step) => `- ${stepLink(step, page, `${step.id} ${step.title}`)}`).join('\n')

export const stepPage = ({ id, name }: Step): string => `docs/steps/${id}-${name}.md`

export const piecePage = (piece: PieceId): string => `docs/state/${piece}.md`

const wordsOfWay = { routing: 'balancer', stateInProcess: 'state in the process', runsAs: 'runs as' } as const

const stepLink = (step: Step, page: Page, text: string = step.id) => linkTo(stepPage(step), { page, text })

const pieceLink = (piece: PieceId, page: Page) => linkTo(piecePage(piece), { page, text: piece })

function codeLink(port: Port, step: Step, page: Page) {
  const file = adapterFile(port, step.composition[port])
  return linkTo(file, { page, text: `\`${file.split('/').slice(-3).join('/')}\`` })
}

/** The matrix says "plain" for lines in the routes, and "memory" for an adapter that keeps it in the process. */
const wordFor = (adapter: string) =>
  ({ plain: 'lines in the routes', memory: 'memory, behind a port', disk: 'disk, behind a port' })[adapter] ??
  adapter
