import type { CodeFlow, Location, Log, ReportingDescriptor, Result } from 'sarif'
import type { Finding, Severity } from '../finding.ts'
import { probeRules } from '../probe/judge/draft.ts'
import { rules } from '../rules/index.ts'
import { advice } from './advice.ts'
import type { Report } from './report.ts'

const levels: Readonly<Record<Severity, Result.level>> = {
  breaks: 'error',
  degrades: 'warning',
  check: 'note',
}

/** SARIF 2.1.0, as code scanning of GitHub and others read it. */
const known = [
  ...rules.map(({ id, title }) => ({ id, title })),
  ...Object.entries(probeRules).map(([id, title]) => ({ id, title })),
]

export function sarifReport({ findings, summary }: Report, { version }: { version: string }): string {
  const results = findings.map(
    (finding): Result => ({
      ruleId: finding.rule,
      ruleIndex: known.findIndex(({ id }) => id === finding.rule),
      level: levels[finding.severity],
      message: {
        text: [finding.message, condition(finding), advice[finding.category].todo].filter(Boolean).join(' '),
      },
      // What the probe saw without a line of code has no place.
      locations: finding.line > 0 ? [location(finding)] : [],
      relatedLocations: finding.evidence.map((place, id) => ({
        id,
        ...location({ ...place, endLine: place.line }),
      })),
      ...(finding.path && { codeFlows: [codeFlow(finding.path)] }),
      partialFingerprints: { 'stateAuditId/v1': finding.id },
      properties: {
        category: finding.category,
        severity: finding.severity,
        conditional: finding.conditional,
      },
    }),
  )
  const driver = {
    name: 'state-audit',
    version,
    rules: known.map(
      ({ id, title }): ReportingDescriptor => ({ id, name: id, shortDescription: { text: title } }),
    ),
  }
  const notifications = summary.skipped.map(({ file, reason }) => ({
    level: 'warning' as const,
    message: { text: `Skipped ${file}: ${reason}` },
  }))
  const run = {
    tool: { driver },
    results,
    columnKind: 'utf16CodeUnits' as const,
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
  }
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
  return JSON.stringify(log, undefined, 2)
}

const condition = ({ conditional }: Finding) => conditional && `Only where ${conditional} says so.`

/** The steps from a request to the write, as code scanning shows them one after the other. */
const codeFlow = (path: NonNullable<Finding['path']>): CodeFlow => ({
  threadFlows: [
    {
      locations: path.map((step) => ({
        location: {
          ...location({ ...step, endLine: step.line }),
          message: { text: step.what || 'changed here' },
        },
      })),
    },
  ],
})

const location = ({ file, line, endLine }: { file: string; line: number; endLine: number }): Location => ({
  physicalLocation: {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
    region: { startLine: line, endLine },
  },
})
