import { mkdirSync, rmSync } from 'node:fs'
import type { Log } from '../progress/log.ts'
import { findFetched } from './find-tool.ts'
import { type Installed, installOnce } from './install-once.ts'
import { type Tool, ToolMissingError, type ToolName } from './tool.ts'
import { type InstallContext, toolSpecs } from './tool-specs.ts'
import { toolsDirectory } from './tools-directory.ts'

/** Fetches a tool, or waits for a run beside this one that is doing it. */
export async function fetchTool(name: ToolName, { log }: { log: Log }): Promise<Tool> {
  const directory = toolsDirectory()
  const spec = toolSpecs[name]
  log.info(`${spec.title} is not here; fetching it into ${directory}, once per machine`)
  await log.step(`Fetching ${spec.title}`, (update) =>
    installOnce(
      { name, key: spec.key(), directory, onWait: () => update('another run is fetching it') },
      (folder) => tryWays(name, folder, { toolsDirectory: directory, update }),
    ),
  )
  const tool = findFetched(name)
  if (!tool) throw new ToolMissingError(name, `${spec.title} was fetched but is not there`, spec)
  log.info(`${spec.title} ${tool.version} is ready`)
  return tool
}

async function tryWays(name: ToolName, folder: string, context: InstallContext): Promise<Installed> {
  const { title, ways, fix } = toolSpecs[name]
  const failures: string[] = []
  for (const { how, install } of ways) {
    try {
      return await install(folder, context)
    } catch (error) {
      failures.push(`- ${how}: ${reasonOf(error)}`)
      empty(folder) // the next way starts with nothing of this one
    }
  }
  throw new ToolMissingError(name, `${title} could not be fetched:\n${failures.join('\n')}`, { fix })
}

function empty(folder: string) {
  rmSync(folder, { recursive: true, force: true })
  rmSync(`${folder}-venv`, { recursive: true, force: true })
  mkdirSync(folder)
}

/** `fetch` says only "fetch failed"; the reason is in its cause. */
function reasonOf(error: unknown) {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
