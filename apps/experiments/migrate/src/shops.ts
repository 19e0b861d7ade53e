import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Fleet, type Program, type ProgramContext, startFleet } from '@unsticky/fleet'
import { crowdFromOneAddress } from '@unsticky/http'
import type { ProcessGroup } from '@unsticky/processes'
import { socketPathOf } from './instance/settings.ts'
import { createControlClient } from './migration/index.ts'
import type { PhaseTools } from './phases.ts'

interface ShopsOptions {
  readonly instances: number
  readonly group: ProcessGroup
  readonly envoyPath: string
  readonly cloudEnv: Readonly<Record<string, string>>
  readonly log: (line: string) => void
}

export interface Shops extends AsyncDisposable {
  readonly url: string
  readonly tools: PhaseTools
}

/** The stateful fleet behind sticky sessions, and what the phases can do to it and beside it. */
export async function startShops(options: ShopsOptions): Promise<Shops> {
  const { instances, group, envoyPath, log } = options
  const token = randomBytes(32).toString('base64url')
  const sockets = mkdtempSync(join(tmpdir(), 'unsticky-sockets-'))
  const programs = createPrograms(options, { token, sockets })
  const fleet = await startFleet({
    name: 'shop',
    instances,
    program: programs.before,
    // As an ALB: the resilient balancer asks another target when a read takes 3 s, and in the before, on a busy machine,
    // that one does not know the shopper. It would be counted as lost by the move.
    balancer: { routing: 'sticky', failureHandling: 'alb-like' },
    envoyPath,
    group,
    log,
  }).catch((error) => {
    removeSockets()
    throw error
  })
  const old = fleet.instances.map(({ id }) => id)
  const controls = old.map((id) => createControlClient({ socketPath: socketPathOf(sockets, id), token }))
  return {
    url: fleet.url,
    tools: { instances: controls, ...createSwitch(fleet, { old, after: programs.after }) },
    async [Symbol.asyncDispose]() {
      await fleet.stop({ graceMs: 0 })
      removeSockets()
    },
  }

  function removeSockets() {
    rmSync(sockets, { recursive: true, force: true })
  }
}

interface Migrating {
  readonly token: string
  /** A folder that only we may enter. */
  readonly sockets: string
}

function createPrograms({ cloudEnv, group }: ShopsOptions, { token, sockets }: Migrating) {
  const common = ({ url }: ProgramContext) => ({
    PUBLIC_ORIGIN: url,
    LOG_LEVEL: 'warn',
    ...crowdFromOneAddress,
    PICTURE_ORIGINS: cloudEnv.AWS_ENDPOINT_URL,
    ...cloudEnv,
  })
  const before: Program = {
    entry: fileURLToPath(new URL('./instance/before.ts', import.meta.url)),
    env: (context) => ({
      ...common(context),
      SHOP_FILES_DIRECTORY: join(group.directory, `disk-of-${context.instanceId}`),
      MIGRATION_TOKEN: token,
      MIGRATION_SOCKETS: sockets,
    }),
  }
  const after: Program = {
    entry: fileURLToPath(new URL('./instance/after.ts', import.meta.url)),
    env: common,
  }
  return { before, after }
}

interface SwitchOptions {
  /** Ids of the stateful instances. */
  readonly old: readonly string[]
  readonly after: Program
}

/** While both are targets, both read and write the same stores: it does not matter who answers. */
function createSwitch(fleet: Fleet, { old, after }: SwitchOptions) {
  let green: readonly string[] = []
  return { cutOver, cutBack, finish }

  async function cutOver() {
    green = (await fleet.launch(after, old.length)).map(({ id }) => id)
    for (const id of old) await fleet.deregister(id)
    return `${green.length} stateless instances are targets, ${old.length} stateful ones wait`
  }

  async function cutBack() {
    for (const id of old) await fleet.register(id)
    await Promise.all(green.map((id) => fleet.drain(id)))
    return `${old.length} stateful instances are targets again`
  }

  async function finish() {
    await Promise.all(old.map((id) => fleet.drain(id)))
    return `${old.length} stateful instances stopped`
  }
}
