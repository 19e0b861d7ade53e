import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, FaultProxy } from '@unsticky/fleet/fault-proxy'
import type { ServiceHandle } from '@unsticky/local-cloud'
import { createSecretsClient, rotateCookieKeys } from '@unsticky/secrets-manager'
import { browseInMasses } from './burst.ts'
import type { FaultName } from './fault-table.ts'
import type { PlannedFault } from './schedule.ts'
import type { ChaosStage } from './stage.ts'

interface Doing {
  readonly fault: PlannedFault
  /** As long as the fault lasts; ends early when the run is given up. */
  hold(): Promise<void>
}

type Action = (stage: ChaosStage, doing: Doing) => Promise<unknown>

/** The clock of a machine that lost its time server may be minutes off; tokens and sessions live for longer. */
const clockStepMs = 2 * 60_000

/** Each begins its fault, holds it, and takes it back. Instances that ended are replaced by `mend`. */
const actions: Readonly<Record<FaultName, Action>> = {
  'instance killed': async (stage, { fault, hold }) => {
    await stage.fleet.kill(instanceFor(stage, fault))
    await hold()
  },
  'instance frozen': async (stage, { fault, hold }) => {
    const id = instanceFor(stage, fault)
    await stage.fleet.freeze(id)
    await hold().finally(() => stage.fleet.thaw(id))
  },
  'instance replaced': (stage, { fault }) => stage.fleet.restart(instanceFor(stage, fault)),
  'clock of an instance stepped': async (stage, { fault, hold }) => {
    const id = instanceFor(stage, fault)
    const isAhead = Math.floor(fault.chance * 1000) % 2 === 0
    stage.stepClock(id, isAhead ? clockStepMs : -clockStepMs)
    await hold().finally(() => stage.stepClock(id, 0))
  },
  'cart store killed': async ({ cloud }, { hold }) => {
    await cloud.valkeyCarts.kill()
    await hold().finally(() => cloud.valkeyCarts.restart())
  },
  'cart store frozen': ({ cloud }, doing) => freeze(cloud.valkeyCarts, doing),
  'connections to the cart store cut': ({ links }, doing) => disturb(links.carts, { mode: 'stop' }, doing),
  'cart store slow': ({ links }, doing) => disturb(links.carts, slow(doing), doing),
  'session store frozen': ({ cloud }, doing) => freeze(cloud.valkeySessions, doing),
  'connections to the session store cut': ({ links }, doing) =>
    disturb(links.sessions, { mode: 'stop' }, doing),
  'session store slow': ({ links }, doing) => disturb(links.sessions, slow(doing), doing),
  'AWS frozen': ({ links }, doing) => disturb(links.aws, { mode: 'freeze' }, doing),
  'connections to AWS cut': ({ links }, doing) => disturb(links.aws, { mode: 'stop' }, doing),
  'AWS slow': ({ links }, doing) => disturb(links.aws, slow(doing), doing),
  'cookie keys rotated': async ({ cloud }) => {
    const client = createSecretsClient()
    await rotateCookieKeys({ client, secretId: cloud.outputs.CookieKeysSecret })
    client.destroy()
  },
  'balancer restarted': ({ fleet }) => fleet.switchBalancer(fleet.profile),
  'burst of browsing': ({ fleet }, { fault }) => browseInMasses(fleet.url, { seconds: fault.seconds }),
}

/** Does one fault from its beginning to its end. */
export async function doFault(
  stage: ChaosStage,
  fault: PlannedFault,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const hold = () => sleep(fault.seconds * 1000, undefined, { signal }).catch(() => {})
  await actions[fault.name](stage, { fault, hold })
}

/** So many instances as before run again. A machine that is busy may need more than one attempt. */
export async function mend({ fleet, instances }: ChaosStage): Promise<void> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await fleet.scale(instances)
    } catch (error) {
      if (attempts === 3) throw error
    }
  }
}

function instanceFor({ fleet }: ChaosStage, { chance }: PlannedFault): string {
  const ready = fleet.instances.filter(({ state }) => state === 'ready')
  const chosen = ready[Math.floor(chance * ready.length)]
  if (!chosen) throw new Error('No instance is ready, so that none can have a fault')
  return chosen.id
}

const slow = ({ fault }: Doing): Fault => ({ mode: 'slow', delayMs: 50 + Math.round(fault.chance * 250) })

async function disturb(link: FaultProxy, fault: Fault, { hold }: Doing) {
  await link.set(fault)
  await hold().finally(() => link.set({ mode: 'pass' }))
}

async function freeze(store: ServiceHandle, { hold }: Doing) {
  store.freeze()
  await hold().finally(() => store.thaw())
}
