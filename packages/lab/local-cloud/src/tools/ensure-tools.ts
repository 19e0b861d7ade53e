import { createLog, type Log } from '../progress/log.ts'
import { fetchTool } from './fetch-tool.ts'
import { findTool } from './find-tool.ts'
import type { Tool, ToolName } from './tool.ts'

/** All tools, in the order in which they are told about. */
export const toolNames: readonly ToolName[] = [
  'valkey',
  'envoy',
  'ministack',
  'k6',
  'cfn-lint',
  'hadolint',
  'kubernetes-validate',
]

interface EnsureOptions {
  readonly log?: Log
}

/**
 * Finds each tool or fetches it, once per machine, and returns them by name. Throws `ToolMissingError` with the exact
 * fix for the first that cannot be had.
 */
export async function ensureTools<Name extends ToolName>(
  names: readonly Name[],
  { log = createLog() }: EnsureOptions = {},
): Promise<Record<Name, Tool>> {
  const entries: [Name, Tool][] = []
  for (const name of names) {
    const { tool, skipped } = await findTool(name)
    if (!tool) for (const reason of skipped) log.warn(`${reason}; looking further`)
    entries.push([name, tool ?? (await fetchTool(name, { log }))])
  }
  return Object.fromEntries(entries) as Record<Name, Tool>
}
