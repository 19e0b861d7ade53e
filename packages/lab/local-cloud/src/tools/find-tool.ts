import { findInstalled } from './install-once.ts'
import { findOnPath } from './on-path.ts'
import type { Tool, ToolName } from './tool.ts'
import { toolSpecs } from './tool-specs.ts'
import { toolsDirectory } from './tools-directory.ts'
import { parseVersion } from './version.ts'

/** Looks for a tool on PATH, then among the fetched ones; fetches nothing. `skipped` says what was passed over. */
export async function findTool(name: ToolName): Promise<{ tool: Tool | undefined; skipped: string[] }> {
  const spec = toolSpecs[name]
  const { tool, skipped } = await findOnPath({ name, ...spec })
  return { tool: tool ?? findFetched(name), skipped }
}

/** The fetched tool with exactly the content that is pinned now. */
export function findFetched(name: ToolName): Tool | undefined {
  const installed = findInstalled({ name, key: toolSpecs[name].key(), directory: toolsDirectory() })
  if (!installed) return undefined
  const version = parseVersion(installed.version) ?? installed.version
  const path = installed.args.length > 0 ? (installed.env.PYTHONPATH ?? '') : installed.command
  return { ...installed, name, version, path, source: 'fetched' }
}
