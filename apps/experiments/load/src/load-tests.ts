/** The load tests by name: which script, and what happens to the fleet meanwhile. */
import { fileURLToPath } from 'node:url'
import type { Fleet } from '@unsticky/fleet'

export interface LoadTest {
  readonly script: string
  readonly about: string
  /** Done to the fleet while the load runs. `note` is told what, at the moment until which there must be load. */
  readonly disturb?: (fleet: Fleet, note: (what: string) => void) => Promise<void>
  /** Shoppers of this script write a history, which is judged. */
  readonly hasLedger: boolean
  /** Its shoppers buy, so a run in which nobody wanted to shows nothing. */
  readonly buys?: boolean
  /** Fewer units than buyers: who comes too late is told so, and has no order. */
  readonly sellsOut?: boolean
  /** Claims beyond thresholds and ledger. */
  readonly alsoJudged: readonly ('retry budget' | 'new instance' | 'memory')[]
}

const scripts = new URL('../../../../loadtests/', import.meta.url)
const script = (file: string) => fileURLToPath(new URL(file, scripts))

const quiet = { hasLedger: false, alsoJudged: [] }
const ledger = { hasLedger: true, alsoJudged: [] }

export const loadTests: Readonly<Record<string, LoadTest>> = {
  smoke: { ...quiet, script: script('01-smoke.ts'), about: 'one shopper, one pass' },
  continuity: {
    ...ledger,
    script: script('02-continuity.ts'),
    about: 'the cart, the login, the picture and the orders, later and on another device',
    buys: true,
  },
  browse: { ...quiet, script: script('03-browse.ts'), about: 'lists, searches, products' },
  failover: {
    ...ledger,
    script: script('04-failover.ts'),
    about: 'an instance is killed while people shop',
    disturb: killAndReplace,
  },
  'rolling-restart': {
    ...ledger,
    script: script('05-rolling-restart.ts'),
    about: 'every instance is replaced, one after the other',
    disturb: restartAll,
  },
  'scale-out': {
    script: script('06-scale-out.ts'),
    about: 'an instance is added under a ramp',
    disturb: addOne,
    hasLedger: false,
    alsoJudged: ['new instance'],
  },
  'flash-sale': {
    ...ledger,
    script: script('07-flash-sale.ts'),
    about: 'more buyers than units',
    sellsOut: true,
    buys: true,
  },
  'login-storm': { ...quiet, script: script('08-login-storm.ts'), about: 'everybody logs in at once' },
  soak: {
    script: script('09-soak.ts'),
    about: 'people come and go; heap and keys are watched',
    hasLedger: true,
    alsoJudged: ['memory'],
  },
  'retry-budget': {
    script: script('10-retry-budget.ts'),
    about: 'repeats while an instance is killed',
    disturb: killAndReplace,
    hasLedger: false,
    alsoJudged: ['retry budget'],
  },
}

type Disturb = NonNullable<LoadTest['disturb']>

/** The load may end before the replacement serves: that shoppers are served by the others is the point. */
async function killAndReplace(...[fleet, note]: Parameters<Disturb>) {
  const victim = running(fleet)[0]
  if (!victim) throw new Error('There is no instance to kill')
  const instances = running(fleet).length
  await fleet.kill(victim.id)
  note(`${victim.id} killed (SIGKILL)`)
  await fleet.scale(instances)
}

async function restartAll(...[fleet, note]: Parameters<Disturb>) {
  const { length } = running(fleet)
  await fleet.rollingRestart()
  note(`${length} instances restarted gracefully, one after the other`)
}

async function addOne(...[fleet, note]: Parameters<Disturb>) {
  await fleet.scale(running(fleet).length + 1)
  note(`${running(fleet).at(-1)?.id} added`)
}

const running = ({ instances }: Fleet) =>
  instances.filter(({ state }) => state === 'ready' || state === 'starting')
