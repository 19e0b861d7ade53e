import { findPiece, findStep } from '@unsticky/steps'
import { around } from './around.ts'
import { adapter, code, patch, plain, seam } from './code.ts'
import { broken, seen } from './figures.ts'
import { held, moves, row, steps } from './matrix.ts'

export interface Page {
  /** From the root of the repository; links start there. */
  readonly file: string
}

type Maker = (args: readonly string[], page: Page) => string

const makers: Readonly<Record<string, Maker>> = {
  plain: ([piece = ''], page) => plain(findPiece(piece), page),
  seam: ([piece = ''], page) => seam(findPiece(piece), page),
  adapter: ([step = '', piece = '', lines], page) =>
    adapter(findStep(step), findPiece(piece), { page, most: lines ? Number(lines) : undefined }),
  code: (args, page) => code(args.join(' '), page),
  patch: ([from = '', to = ''], page) => patch(from, to, page),
  row: ([piece = ''], page) => row(findPiece(piece), page),
  seen: ([piece = '']) => seen(findPiece(piece)),
  broken: ([step = '']) => broken(findStep(step)),
  moves: ([from = '', to = ''], page) => moves(findStep(from), findStep(to), page),
  held: ([step = ''], page) => held(findStep(step), page),
  steps: (_args, page) => steps(page),
  around: (_args, page) => around(page),
}

/** What a mark asks for, as Markdown. */
export function show(mark: string, page: Page): string {
  const [kind = '', ...args] = mark.split(' ')
  const maker = makers[kind]
  if (!maker) throw new Error(`nothing is called "${kind}"; there are ${Object.keys(makers).join(', ')}`)
  return maker(args, page)
}
