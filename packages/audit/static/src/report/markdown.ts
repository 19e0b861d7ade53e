import { type Finding, severities } from '../finding.ts'
import { advice, guideOf } from './advice.ts'
import { questionNames, questionTexts } from './questions-list.ts'
import type { Report } from './report.ts'
import { describeObserved, lookedAt, where } from './where.ts'

/** For a pull request or a wiki: a table, then what to do about each kind. */
export function markdownReport({ findings, summary }: Report): string {
  const kinds = [...new Set(findings.map(({ category }) => category))]
  return [
    '# State audit',
    '',
    `${findings.length} found ${lookedAt(summary)}: ${severities.map((severity) => `${summary.bySeverity[severity]} ${severity}`).join(', ')}.`,
    '',
    '| severity | where | kind | code | why | only where |',
    '| --- | --- | --- | --- | --- | --- |',
    ...severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity).map(row)),
    '',
    ...kinds.flatMap((kind) => [
      `- **${advice[kind].title}** (${kind}): ${advice[kind].todo} This is ${advice[kind].step}. How: ${guideOf(kind)}.`,
    ]),
    '',
    ...summary.skipped.map(({ file, reason }) => `- Skipped \`${escaped(file)}\`: ${escaped(reason)}`),
    ...summary.notes.map((note) => `- ${escaped(note)}`),
    '',
  ].join('\n')
}

/** For a workshop: every component with the seven questions, answered where the code tells. */
export function worksheetReport({ findings, summary }: Report): string {
  const components = groupByFile(findings)
  return [
    '# Worksheet: the stateful components',
    '',
    `${summary.probe ? `Run time, ${lookedAt(summary)}` : `Folder: ${summary.files} files`}, ${findings.length} pieces of state in ${components.size} components. What the code does not tell needs a person: ask, and write the answer down.`,
    '',
    ...[...components].flatMap(([file, own]) => [`## ${file}`, '', ...own.flatMap(component)]),
  ].join('\n')
}

function component({ line, code, category, severity, questions, observed = [] }: Finding): string[] {
  return [
    `### ${line > 0 ? `Line ${line}: ` : ''}${advice[category].title} (${severity})`,
    '',
    `\`${code.replaceAll('`', "'")}\``,
    '',
    ...questionNames.map(
      (name, index) =>
        `${index + 1}. ${questionTexts[name]} ${questions[name] === 'needs a person' ? '**Needs a person:** ______' : questions[name]}`,
    ),
    '',
    ...(observed.length > 0
      ? ['Seen at run time:', '', ...observed.map((each) => `- ${describeObserved(each)}`), '']
      : []),
    `Decision: ______ (proposed: ${advice[category].step})`,
    '',
  ]
}

function groupByFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) groups.set(finding.file, [...(groups.get(finding.file) ?? []), finding])
  return groups
}

const row = (finding: Finding) => {
  const { severity, category, code, message, conditional, observed = [] } = finding
  const why = [message, ...observed.slice(0, 4).map(describeObserved)].map(escaped).join('<br>')
  return `| ${severity} | ${escaped(where(finding))} | ${category} | \`${escaped(code).replaceAll('`', "'")}\` | ${why} | ${conditional ?? ''} |`
}

const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll(/\s+/g, ' ')
