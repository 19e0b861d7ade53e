import type { Category, Finding, Place } from '../../finding.ts'
import type { ProbeDraft } from '../judge/draft.ts'

interface Twin {
  /** The static finding that speaks of the same state. */
  readonly finding?: Finding
  /** Its place, where the probe has none. */
  readonly place?: Place
  /** Places of static findings that may be meant. */
  readonly places: readonly Place[]
  readonly note: string
}

/** What the static part may have found where the run time shows a loss: the state itself, and who stands behind it. */
const related: Partial<Record<Category, readonly Category[]>> = {
  'session-store': ['session-store'],
  'module-state': ['module-state', 'cache', 'embedded-db'],
  'auth-state': ['auth-state'],
  'per-boot-secret': ['per-boot-secret'],
  sequence: ['sequence'],
  'rate-limit': ['rate-limit'],
  'embedded-db': ['embedded-db'],
  'local-file': ['local-file', 'embedded-db'],
  realtime: ['realtime'],
}

/** Joins by place where the probe saw the line, else by kind where the static part found only one of it. */
export function staticTwin(draft: ProbeDraft, known: readonly Finding[]): Twin {
  const { place } = draft
  if (place) {
    const finding = known.find((candidate) => covers(candidate, place))
    return finding
      ? { finding, places: [], note: ' The static part names this line too: confirmed at run time.' }
      : { places: [], note: known.length > 0 ? ' The static part does not name this line.' : '' }
  }
  const own = known.filter(({ category }) => related[draft.category]?.includes(category))
  const [finding] = own
  const places = own.slice(0, 6).map(({ file, line }) => ({ file, line }))
  if (!finding) return { places, note: '' }
  if (own.length > 1)
    return {
      places,
      note: ` The static part finds ${own.length} places of this kind; which one it is, the probe cannot tell.`,
    }
  return {
    finding,
    place: { file: finding.file, line: finding.line },
    places: [],
    note: ' The static part finds one place of this kind, this line: confirmed at run time.',
  }
}

function covers({ file, line, endLine, evidence }: Finding, place: Place): boolean {
  if (file === place.file && place.line >= line - 1 && place.line <= endLine + 1) return true
  return evidence.some((other) => other.file === place.file && Math.abs(other.line - place.line) <= 1)
}
