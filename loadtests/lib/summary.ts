/**
 * `handleSummary` for scripts that say what shoppers lost: a few lines for people and, where SUMMARY names a file, all
 * figures as JSON for whatever comes after, such as `pnpm report compare`.
 */
import { type SummaryData, summaryText } from './summary-text.ts'

export function handleSummary(data: SummaryData): Record<string, string> {
  const file = __ENV.SUMMARY
  return { stdout: summaryText(data), ...(file && { [file]: JSON.stringify(data, null, 2) }) }
}
