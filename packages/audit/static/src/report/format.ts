import type { Format } from '../cli/arguments.ts'
import { htmlReport } from './html.ts'
import { markdownReport, worksheetReport } from './markdown.ts'
import type { Report } from './report.ts'
import { sarifReport } from './sarif.ts'
import { textReport } from './text.ts'

interface FormatOptions {
  readonly format: Format
  readonly version: string
  readonly colour?: boolean
}

export function formatReport(report: Report, { format, version, colour }: FormatOptions): string {
  switch (format) {
    case 'text':
      return textReport(report, { colour })
    case 'json':
      return JSON.stringify(report, undefined, 2)
    case 'sarif':
      return sarifReport(report, { version })
    case 'markdown':
      return markdownReport(report)
    case 'html':
      return htmlReport(report)
    case 'worksheet':
      return worksheetReport(report)
  }
}
