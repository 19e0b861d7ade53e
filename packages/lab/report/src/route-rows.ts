/** Latency route by route: the times that tell what a shop costs, as failing routes are not mixed with others. */
import { type CompareJson, fleetEntries } from './compare.ts'
import type { Evidence } from './evidence.ts'
import type { Percentiles } from './percentile.ts'
import { milliseconds, type Row } from './table.ts'

/** "p50 4.1, p95 9.0 ms; around the kill p50 …": of requests that did their work. Routes that most asked for first. */
export function routeRows({ evidence = {} }: Pick<CompareJson, 'evidence'>): readonly Row[] {
  const fleets = fleetEntries(evidence)
  const names = [...new Set(fleets.flatMap(([, { endpoints }]) => endpoints.map(({ name }) => name)))]
  return names.map((name) => ({
    label: name,
    cells: fleets.map(([, fleet]) => ({ text: timesOf(fleet, name) })),
  }))
}

/** The part of the requests' time in which an instance waited for AWS, here the emulator. */
export function emulatorRows({ evidence = {} }: Pick<CompareJson, 'evidence'>): readonly Row[] {
  const fleets = fleetEntries(evidence)
  if (fleets.every(([, fleet]) => emulatorShare(fleet) === undefined)) return []
  return [
    {
      label: 'Time in AWS calls, of all requests’ time',
      cells: fleets.map(([, fleet]) => ({ text: percent(emulatorShare(fleet)) })),
    },
  ]
}

/** At most: some calls run beside one another, or for nobody in particular. `undefined` where none was counted. */
export function emulatorShare({ stores, requestsTookMs }: Evidence): number | undefined {
  const waited = stores.flatMap(({ waitedMs }) => waitedMs ?? [])
  if (waited.length === 0 || !requestsTookMs) return undefined
  return waited.reduce((sum, each) => sum + each, 0) / requestsTookMs
}

const percent = (share: number | undefined) => (share === undefined ? '–' : `${Math.round(share * 100)} %`)

function timesOf({ endpoints }: Evidence, name: string): string {
  const found = endpoints.find((each) => each.name === name)
  if (!found) return '–'
  const { calm = found, disturbed } = found
  return [inWords(calm), ...(disturbed ? [`at kill ${inWords(disturbed)}`] : [])].join('; ')
}

const inWords = ({ p50Ms, p95Ms }: Percentiles) =>
  p50Ms === null ? '–' : `${p50Ms.toFixed(1)} / ${milliseconds(p95Ms)}`
