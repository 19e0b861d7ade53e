import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pieceIds, steps } from '@unsticky/steps'
import { describe, expect, it } from 'vitest'
import { root } from './root.ts'
import { piecePage, stepPage } from './show/matrix.ts'

const ofStep = [
  'What you have',
  'What goes wrong',
  'What to change',
  'Try it',
  'What you should see',
  'AWS service, settings, alternatives',
  'Cost',
  'Traps',
  'In your own app',
  'Questions',
]
const ofPiece = [
  'The plain lines',
  'The seam',
  'The service',
  'What goes wrong, measured',
  'Traps',
  'The test that catches it',
  'In Express',
  'In Nest',
]

const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Heading → what stands below it. */
const sectionsOf = (file: string) =>
  read(file)
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0], section.split('\n').slice(1).join('\n').trim()] as const)

describe('pages of one kind have one shape', () => {
  it.each(steps.map(stepPage))('%s', (file) => {
    const sections = sectionsOf(file)

    expect(sections.map(([heading]) => heading)).toEqual(ofStep)
    expect(sections.filter(([, text]) => text === '')).toEqual([])
    expect(read(file)).toMatch(/\*\*Express/)
    expect(read(file)).toMatch(/Nest\.?\*\*/)
  })

  it.each(pieceIds.map(piecePage))('%s', (file) => {
    const sections = sectionsOf(file)

    expect(sections.map(([heading]) => heading)).toEqual(ofPiece)
    expect(sections.filter(([, text]) => text === '')).toEqual([])
  })

  it('the map and the list lead to every one of them', () => {
    for (const step of steps) expect(read('docs/map.md')).toContain(stepPage(step).replace('docs/', ''))
    for (const piece of pieceIds) {
      expect(read('docs/map.md')).toContain(`state/${piece}.md`)
      expect(read('docs/state/README.md')).toContain(`(${piece}.md)`)
    }
  })
})
