import { createHash } from 'node:crypto'
import { relative, sep } from 'node:path'
import { bySeverity } from '../../find-in-program.ts'
import type { Finding, Place } from '../../finding.ts'
import { decoupling, needsPerson, storage } from '../../questions/answer.ts'
import type { ProbeDraft } from '../judge/draft.ts'
import { codeAt } from '../judge/hook-facts.ts'
import { staticTwin } from './static-twin.ts'

interface ToFindingsOptions {
  /** Paths are relative to this. */
  readonly root: string
  /** What the static part found in the same folder. */
  readonly known: readonly Finding[]
}

/** File of a finding whose line nobody saw; its line is 0. */
export const runTime = '(run time)'

/** Drafts in the shape of the static report; a draft that the static part knows too takes its place and says so. */
export function toFindings(drafts: readonly ProbeDraft[], options: ToFindingsOptions): Finding[] {
  return drafts.map((draft) => toFinding(draft, options)).sort(bySeverity)
}

function toFinding(draft: ProbeDraft, { root, known }: ToFindingsOptions): Finding {
  const { rule, category, severity, message, observed } = draft
  const own = draft.place && { ...draft.place, file: relativeTo(root, draft.place.file) }
  const seen = (draft.evidence ?? []).map(({ file, line }) => ({ file: relativeTo(root, file), line }))
  // That memory grows says nothing of where.
  const twin = staticTwin({ ...draft, place: own }, rule === 'probe-memory' ? [] : known)
  const place = own ?? twin.place ?? { file: runTime, line: 0 }
  const code = draft.place
    ? codeAt(draft.place.file, draft.place.line)
    : (twin.finding?.code ?? keyOf(draft).replace(`${root}/`, ''))
  const id = createHash('sha256').update(
    `${rule}\0${place.file}\0${draft.key.replaceAll(root, '')}\0${category}`,
  )
  const evidence = uniquePlaces([...seen, ...twin.places]).filter((other) => !isSame(other, place))
  return {
    id: id.digest('hex').slice(0, 12),
    rule,
    ...place,
    endLine: place.line,
    category,
    severity,
    conditional: null,
    message: `${message.replaceAll(`${root}/`, '')}${twin.note}`,
    evidence,
    code,
    observed,
    ...(twin.finding && { confirms: twin.finding.id }),
    questions: {
      data: twin.finding?.questions.data ?? needsPerson,
      storage: storage[category],
      updates: updatesOf(draft) ?? twin.finding?.questions.updates ?? needsPerson,
      components: twin.finding?.questions.components ?? (own ? own.file : needsPerson),
      sharedStores: known[0]?.questions.sharedStores ?? needsPerson,
      scaling: message,
      decoupling: decoupling[category] ?? needsPerson,
    },
  }
}

function updatesOf({ observed }: ProbeDraft): string | undefined {
  if (observed.length === 0) return undefined
  const requests = [...new Set(observed.map(({ request }) => request))].slice(0, 5)
  return `Seen at run time: ${requests.join(', ')}.`
}

/** Where there is no line of code, the request says what it is about. */
const keyOf = ({ title, observed, key }: ProbeDraft) => title ?? observed[0]?.request ?? key

const relativeTo = (root: string, file: string) => relative(root, file).split(sep).join('/')
const isSame = (a: Place, b: Place) => a.file === b.file && a.line === b.line
const uniquePlaces = (places: readonly Place[]) => [
  ...new Map(places.map((place) => [`${place.file}:${place.line}`, place])).values(),
]
