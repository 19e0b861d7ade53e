import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureTools } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { type FleetOptions, startFleet } from '../fleet.ts'
import type { BalancerSettings } from '../settings.ts'

/** The program of testing/instance.ts. */
export const testProgram = fileURLToPath(new URL('./instance.ts', import.meta.url))

interface TestFleetOptions
  extends Partial<BalancerSettings>,
    Partial<Pick<FleetOptions, 'deregistrationDelayMs'>> {
  readonly instances?: number
  readonly env?: NodeJS.ProcessEnv
}

/** Starts a fleet of the test instance; `executions` tells which POSTs were executed, and where. */
export async function startTestFleet(options: TestFleetOptions = {}) {
  const { instances = 3, routing = 'round-robin', failureHandling = 'resilient', env, ...rest } = options
  const { envoy } = await ensureTools(['envoy'])
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-fleet-test-'))
  const group = createProcessGroup({ directory, temporary: true })
  const executionsFile = join(directory, 'executions')
  const fleet = await startFleet({
    name: 'test',
    instances,
    program: { entry: testProgram, env: { EXECUTIONS_FILE: executionsFile, ...env } },
    balancer: { routing, failureHandling },
    envoyPath: envoy.command,
    group,
    ...rest,
  }).catch(async (error) => {
    await group.stopAll()
    throw error
  })
  return {
    ...fleet,
    executions: () => readExecutions(executionsFile),
    instances: () => fleet.instances,
    stop,
    [Symbol.asyncDispose]: stop,
  }

  async function stop() {
    await fleet.stop({ graceMs: 0 })
    await group.stopAll()
  }
}

/** Request name → ids of the instances that executed it, in order. */
function readExecutions(file: string) {
  const executions = new Map<string, string[]>()
  if (!existsSync(file)) return executions
  for (const line of readFileSync(file, 'utf8').trimEnd().split('\n')) {
    const [name = '', id = ''] = line.split(' ')
    executions.set(name, [...(executions.get(name) ?? []), id])
  }
  return executions
}
