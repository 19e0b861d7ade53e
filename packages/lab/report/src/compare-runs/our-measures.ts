/** What can be compared of results of ours: a compare.json, the points of a run, the history of its shoppers. */
import type { FleetContinuity } from '@unsticky/continuity'
import { type CompareJson, type FleetResult, fleetEntries } from '../compare.ts'
import type { MeasuredTraffic, Traffic } from '../k6-points.ts'
import {
  loss,
  type Measure,
  type Measures,
  measuresOf,
  milliseconds,
  percent,
  perSecond,
  type Series,
} from './measure.ts'

/** Counts of losses are sums over the repeats, so they stand with the first. */
export const seriesOfComparison = ({ fleets, evidence }: CompareJson, file: string): readonly Series[] =>
  fleetEntries(fleets).map(([name, fleet]) => ({
    name,
    repeats: (evidence?.[name]?.repeats ?? [fleet]).map((repeat, index) => ({
      file,
      measures: measuresOf({
        ...percentileMeasures(repeat),
        'failed requests': percent(repeat.requestsFailed / repeat.requests),
        ...(index === 0 && lossesOf(fleet)),
      }),
    })),
  }))

export const lossesOf = (
  counts: Pick<FleetResult, Extract<keyof FleetResult, keyof FleetContinuity>>,
): Readonly<Record<string, Measure>> => ({
  'carts lost': loss(counts.cartsLost),
  'carts mixed': loss(counts.cartsMixed),
  'logins lost': loss(counts.loginsLost),
  'profiles or pictures lost': loss(counts.picturesLost),
  'orders duplicated': loss(counts.ordersDuplicated),
  'units oversold': loss(counts.unitsOversold),
})

export const measuresOfPoints = (traffic: MeasuredTraffic): Measures =>
  measuresOf({
    ...percentileMeasures(traffic),
    'failed requests': percent(traffic.requestsFailed / traffic.requests),
    'failed checks': percent(traffic.checksFailed / traffic.checks),
    'requests per second': perSecond(traffic.requests / traffic.durationSeconds),
    'dropped iterations': loss(traffic.droppedIterations),
    ...Object.assign(
      {},
      ...traffic.endpoints.filter(isOftenAsked).map((each) => percentileMeasures(each, ` of ${each.name}`)),
    ),
  })

/** Of fewer requests the p95 is the slowest one, which is chance. */
const isOftenAsked = ({ requests }: Traffic) => requests >= 20

const percentileMeasures = (
  { p50Ms, p95Ms, p99Ms }: Pick<Traffic, 'p50Ms' | 'p95Ms' | 'p99Ms'>,
  suffix = '',
) => ({
  [`p50${suffix}`]: p50Ms === null ? undefined : milliseconds(p50Ms),
  [`p95${suffix}`]: p95Ms === null ? undefined : milliseconds(p95Ms),
  [`p99${suffix}`]: p99Ms === null ? undefined : milliseconds(p99Ms),
})
