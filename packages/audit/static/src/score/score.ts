import type { Category, Finding } from '../finding.ts'
import { matchesGlob } from '../settings/glob.ts'

/** A labelled line or range of an app. */
export interface Label {
  readonly file: string
  readonly line: number
  readonly endLine?: number
  readonly category: Category
  readonly alt?: readonly Category[]
  readonly why: string
}

/** An app of the label set. A report on an `ignore` line counts neither way. */
export interface App {
  readonly repo: string
  readonly commit: string
  readonly stateless: boolean
  readonly scope?: {
    readonly include?: readonly string[]
    readonly exclude?: readonly string[]
  }
  readonly findings: readonly Label[]
  readonly ignore: readonly Label[]
}

export interface Score {
  readonly repo: string
  readonly stateless: boolean
  readonly labelled: number
  readonly hits: number
  readonly rightCategory: number
  readonly breaks: number
  readonly misses: readonly Label[]
  readonly falsePositives: readonly Finding[]
  readonly wrongCategories: readonly {
    readonly finding: Finding
    readonly label: Label
  }[]
}

/** Same file, and a line inside the label or one off. */
const matches = (finding: Finding, { file, line, endLine = line }: Label) =>
  finding.file === file && finding.line >= line - 1 && finding.line <= endLine + 1

/** Compares what was found with what was labelled. Each finding answers at most one label, the nearest. */
export function scoreApp(app: App, found: readonly Finding[]): Score {
  const findings = found.filter(({ file }) => inScope(file, app.scope))
  const pairs = new Map<Label, Finding>()
  for (const exact of [true, false]) {
    for (const label of app.findings.filter((candidate) => !pairs.has(candidate))) {
      const taken = new Set(pairs.values())
      const finding = findings.find(
        (candidate) => !taken.has(candidate) && (exact ? isOn(candidate, label) : matches(candidate, label)),
      )
      if (finding) pairs.set(label, finding)
    }
  }
  const wrongCategories = [...pairs]
    .filter(([label, { category }]) => ![label.category, ...(label.alt ?? [])].includes(category))
    .map(([label, finding]) => ({ finding, label }))
  return {
    repo: app.repo,
    stateless: app.stateless,
    labelled: app.findings.length,
    hits: pairs.size,
    rightCategory: pairs.size - wrongCategories.length,
    breaks: findings.filter(({ severity }) => severity === 'breaks').length,
    misses: app.findings.filter((label) => !pairs.has(label)),
    falsePositives: findings.filter(
      (finding) => ![...app.findings, ...app.ignore].some((label) => matches(finding, label)),
    ),
    wrongCategories,
  }
}

const isOn = ({ file, line }: Finding, label: Label) =>
  file === label.file && line >= label.line && line <= (label.endLine ?? label.line)

const inScope = (file: string, scope: App['scope']) =>
  (!scope?.include || scope.include.some((glob) => matchesGlob(file, glob))) &&
  !scope?.exclude?.some((glob) => matchesGlob(file, glob))

/** A table in Markdown, with a last line for all. */
export function describeScores(scores: readonly Score[]): string {
  const sum = (pick: (score: Score) => number) => scores.reduce((total, score) => total + pick(score), 0)
  const row = (
    name: string,
    { labelled, hits, wrong, right }: { labelled: number; hits: number; wrong: number; right: number },
  ) =>
    `| ${name} | ${labelled} | ${hits} | ${wrong} | ${percent(hits, labelled)} | ${percent(hits, hits + wrong)} | ${percent(right, hits)} |`
  return [
    '| app | labelled | found | false | recall | precision | category right |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...scores.map((score) =>
      row(score.repo, {
        labelled: score.labelled,
        hits: score.hits,
        wrong: score.falsePositives.length,
        right: score.rightCategory,
      }),
    ),
    row('**all**', {
      labelled: sum(({ labelled }) => labelled),
      hits: sum(({ hits }) => hits),
      wrong: sum(({ falsePositives }) => falsePositives.length),
      right: sum(({ rightCategory }) => rightCategory),
    }),
    '',
    `\`breaks\` on the ${scores.filter(({ stateless }) => stateless).length} stateless apps: ${scores.filter(({ stateless }) => stateless).reduce((total, { breaks }) => total + breaks, 0)}`,
  ].join('\n')
}

const percent = (part: number, whole: number) => (whole === 0 ? '–' : (part / whole).toFixed(2))
