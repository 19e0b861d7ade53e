/** The text of a lab is its README.md: head, hints and the rest are found by their headings. */
import { readFileSync } from 'node:fs'
import type { Lab } from '../lab.type.ts'
import { sourceOf } from '../labs.ts'

export const textOf = (lab: Lab): string => readFileSync(sourceOf(lab, 'README.md'), 'utf8')

/** What an attendee reads first: everything before the hints. */
export const taskOf = (lab: Lab): string =>
  textOf(lab)
    .split(/^## Hints$/m)[0]
    ?.trim() ?? ''

/** Three grades: where to look, how it goes, nearly the code. */
export function hintsOf(lab: Lab): readonly string[] {
  const section = sectionOf(textOf(lab), 'Hints')
  return section
    .split(/^### .*$/m)
    .slice(1)
    .map((hint) => hint.trim())
}

/** A section below a heading of the second grade; empty when there is none. */
export function sectionOf(text: string, heading: string): string {
  const parts = text.split(/^## /m)
  const found = parts.find((part) => part.startsWith(`${heading}\n`))
  return found ? found.slice(heading.length).trim() : ''
}
