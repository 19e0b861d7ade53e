import type { Audit } from '../audit.ts'
import { categories, type Finding, type Severity, severities } from '../finding.ts'

/** What is printed or written: the findings after suppressions and baseline, and what was looked at. */
export interface Report {
  readonly schema: 1
  readonly findings: readonly Finding[]
  readonly summary: Summary
}

export interface Summary {
  readonly folder: string
  readonly files: number
  readonly lines: number
  readonly bySeverity: Readonly<Record<Severity, number>>
  readonly byCategory: Readonly<Record<string, number>>
  /** Files that are there and could not be read, with the reason. */
  readonly skipped: Audit['skipped']
  /** Files left out by default, by reason. */
  readonly leftOut: Audit['leftOut']
  readonly suppressed: number
  readonly inBaseline: number
  /** Things about the run that somebody should know. */
  readonly notes: readonly string[]
  /** Of the probe only: what it did. */
  readonly probe?: ProbeSummary
}

export interface ProbeSummary {
  readonly experiments: readonly string[]
  /** How often an instance was started. */
  readonly starts: number
  readonly steps: number
}

interface ReportParts {
  readonly audit: Audit
  readonly findings: readonly Finding[]
  readonly suppressed: number
  readonly inBaseline: number
  readonly notes: readonly string[]
  readonly probe?: ProbeSummary
}

export function createReport({ audit, findings, ...counts }: ReportParts): Report {
  const count = (pick: (finding: Finding) => string, name: string) =>
    findings.filter((finding) => pick(finding) === name).length
  const { folder, files, lines, skipped, leftOut } = audit
  return {
    schema: 1,
    findings,
    summary: {
      folder,
      files,
      lines,
      bySeverity: Object.fromEntries(
        severities.map((name) => [name, count(({ severity }) => severity, name)]),
      ) as Record<Severity, number>,
      byCategory: Object.fromEntries(
        categories
          .map((name) => [name, count(({ category }) => category, name)] as const)
          .filter(([, number]) => number > 0),
      ),
      skipped,
      leftOut,
      ...counts,
    },
  }
}
