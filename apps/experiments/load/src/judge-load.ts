import type { FleetContinuity } from '@unsticky/continuity'
import { heapGrowth } from './instance-memory.ts'
import type { LoadTest } from './load-tests.ts'
import type { LoadRun } from './run-load.ts'

/** One thing that the run was to show. */
export interface Claim {
  readonly claim: string
  readonly measured: string
  /** `null` when nobody could see it: no order, nothing doubled. */
  readonly holds: boolean | null
}

/** Requests that the balancer may send to targets for each request of a client. */
const retryBudget = 1.2
/** An instance that joined half way should have a fair part of what came since. */
const fairRequests = 5
const maxHeapGrowth = 1.5

/** Judges a run. Pure. A run without requests shows nothing, so it never passes. */
export function judgeLoad(test: LoadTest, run: LoadRun): readonly Claim[] {
  return [
    {
      claim: 'there was load',
      measured: `${run.traffic.requests} requests`,
      holds: run.traffic.requests > 0,
    },
    thresholds(run),
    ...(run.continuity ? ledgerClaims(run.continuity, test) : []),
    ...(run.disturbance ? [disturbed(run.disturbance)] : []),
    ...test.alsoJudged.flatMap((what) => judges[what](run)),
  ]
}

const judges: Readonly<Record<LoadTest['alsoJudged'][number], (run: LoadRun) => readonly Claim[]>> = {
  'retry budget': ({ balancer, traffic }) => {
    const ratio = traffic.requests === 0 ? 0 : balancer.requests / traffic.requests
    return [
      {
        claim: `at most ${retryBudget} requests to targets for each of a client`,
        measured: `${ratio.toFixed(3)} (${balancer.requests} for ${traffic.requests}, ${balancer.repeats} repeats)`,
        holds: ratio > 0 && ratio <= retryBudget,
      },
    ]
  },
  'new instance': ({ newInstances }) => [
    {
      claim: 'the new instance takes its share',
      measured:
        newInstances.map(({ id, requests }) => `${id} ${requests} requests`).join(', ') || 'no new instance',
      holds: newInstances.length > 0 && newInstances.every(({ requests }) => requests >= fairRequests),
    },
  ],
  memory: (run) => [...run.memory.flatMap(heapClaim), ...run.keys.map(keysClaim)],
}

function heapClaim(memory: LoadRun['memory'][number]): readonly Claim[] {
  const growth = heapGrowth(memory)
  const lowest = `${(Math.min(...memory.heapBytes) / 2 ** 20).toFixed(0)} MiB at the lowest`
  const measured =
    growth === undefined ? `${lowest}; too short to judge` : `× ${growth.toFixed(2)}, ${lowest}`
  return [
    {
      claim: `the heap of ${memory.id} grows by at most × ${maxHeapGrowth}`,
      measured,
      holds: growth === undefined || growth <= maxHeapGrowth,
    },
  ]
}

/** Keys that are there once, however many shoppers come. */
const lastingKeys: Readonly<Record<string, { readonly count: number; readonly but: string }>> = {
  carts: { count: 1, but: ', but for the index of idle carts' },
}

function keysClaim({ store, keys, expiring }: LoadRun['keys'][number]): Claim {
  const { count, but } = lastingKeys[store] ?? { count: 0, but: '' }
  return {
    claim: `every key in ${store} has a time to live${but}`,
    measured: `${expiring} of ${keys}`,
    holds: keys - expiring <= count,
  }
}

const thresholds = ({ thresholdsHold, traffic }: LoadRun): Claim => ({
  claim: "the script's thresholds hold",
  measured: `${traffic.requestsFailed} of ${traffic.requests} requests failed, ${traffic.checksFailed} of ${traffic.checks} checks, p95 ${traffic.p95Ms ?? '–'} ms`,
  holds: thresholdsHold,
})

const disturbed = ({ what, endedBeforeLoad }: NonNullable<LoadRun['disturbance']>): Claim => ({
  claim: 'the disturbance was over before the load was',
  measured: what,
  holds: endedBeforeLoad,
})

/** What the shoppers' ledgers say: every loss that any checker looks for. Nobody who shopped is no proof. */
function ledgerClaims(
  continuity: FleetContinuity,
  { sellsOut = false, buys = false }: LoadTest,
): readonly Claim[] {
  const { shoppers, cartsChecked, buyers, ordersCompleted, losses } = continuity
  return [
    {
      claim: 'shoppers came, and their carts were looked for',
      measured: `${shoppers} shoppers, ${cartsChecked} carts looked for`,
      holds: shoppers > 0 && cartsChecked > 0,
    },
    {
      claim: 'everyone who set out to buy got an order',
      measured: `${ordersCompleted} of ${buyers}${sellsOut ? '; there are fewer units than buyers' : ''}`,
      holds: buyers === 0 ? (buys ? false : null) : sellsOut ? null : ordersCompleted === buyers,
    },
    ...losses.map(({ what, count, looked }) => ({
      claim: `no ${what}`,
      measured: looked === 0 && count === 0 ? 'nobody could see it' : `${count} of ${looked} looked at`,
      holds: count > 0 ? false : looked > 0 ? true : null,
    })),
  ]
}
