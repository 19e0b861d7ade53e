import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/** Thrown when a slide takes something over that is not there. */
export class NotTakenError extends Error {
  constructor(what: string, file: string) {
    super(`${file} has no ${what}`)
  }
}

interface Place {
  /** Of the slides' text; addresses are relative to it. */
  readonly folder: string
  readonly file: string
  /** What is wanted stands below this heading; the whole page when left out. */
  readonly heading?: string
}

/** The first table of a page or of a section, as the lines of its source. */
export function takeTable(place: Place): readonly string[] {
  const lines = sectionOf(place)
  const first = lines.findIndex((line) => line.startsWith('|'))
  if (first < 0) throw new NotTakenError('table', nameOf(place))
  const length = lines.slice(first).findIndex((line) => !line.startsWith('|'))
  return lines.slice(first, length < 0 ? undefined : first + length).map((line) => fromHere(line, place.file))
}

/** The first block of code of a page or of a section. */
export function takeCode(place: Place): readonly string[] {
  const lines = sectionOf(place)
  const first = lines.findIndex(isFence)
  const length = lines.slice(first + 1).findIndex(isFence)
  if (first < 0 || length < 0) throw new NotTakenError('block of code', nameOf(place))
  return lines.slice(first + 1, first + 1 + length)
}

/** Addresses in a page are relative to that page. */
const fromHere = (line: string, file: string) =>
  line.replace(/\]\((?![a-z]+:|#)([^)]+)\)/g, (_whole, address) => `](${posix.join(dirname(file), address)})`)

function sectionOf(place: Place): readonly string[] {
  const { folder, file, heading } = place
  const lines = readFileSync(join(folder, file), 'utf8').split('\n')
  if (!heading) return lines
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  if (start < 0) throw new NotTakenError(`heading "${heading}"`, file)
  return lines.slice(start + 1)
}

const isFence = (line: string) => line.startsWith('```')
const nameOf = ({ file, heading }: Place) => (heading ? `${file}, below "${heading}",` : file)
