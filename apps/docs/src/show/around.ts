import { pieceIds, type pieces, steps } from '@unsticky/steps'
import { linkTo } from './link.ts'
import { piecePage, stepPage } from './matrix.ts'
import type { Page } from './show.ts'

/** The previous and the next page of the same kind. */
export function around(page: Page): string {
  const shelf = [
    steps.map((step) => ({ file: stepPage(step), text: `step ${step.id}, ${step.title}` })),
    pieceIds.map((id) => ({ file: piecePage(id), text: titleOf(id) })),
  ].find((each) => each.some(({ file }) => file === page.file))
  if (!shelf) throw new Error('this page stands in no row of pages')
  const at = shelf.findIndex(({ file }) => file === page.file)
  const [previous, next] = [shelf[at - 1], shelf[at + 1]]
  return [
    ...(previous ? [`Previous: ${linkTo(previous.file, { page, text: previous.text })}`] : []),
    ...(next ? [`Next: ${linkTo(next.file, { page, text: next.text })}`] : []),
    linkTo('docs/map.md', { page, text: 'The map' }),
  ].join(' · ')
}

const titleOf = (id: keyof typeof pieces) => id.replaceAll('-', ' ')
