import type { NewcomerResult } from './newcomer.ts'
import type { RampResult } from './ramp.ts'

export interface Verdict {
  readonly ok: boolean
  /** One sentence for each thing that was to be shown; those that were not begin with "But". */
  readonly sentences: readonly string[]
}

/** A new instance that gets at least this of its fair share has been taken in at once; below the other it starves. */
const [fairFrom, starvesBelow] = [0.7, 0.3]

export function judge(ramp: RampResult, newcomers: readonly NewcomerResult[]): Verdict {
  const claims = [...rampClaims(ramp), ...newcomers.map(newcomerClaim)]
  return {
    ok: claims.every(({ holds }) => holds),
    sentences: claims.map(({ holds, says, otherwise }) => (holds ? says : `But ${otherwise}`)),
  }
}

interface Claim {
  readonly holds: boolean
  readonly says: string
  readonly otherwise: string
}

function rampClaims({ samples, policy, requests, requestsFailed, errors }: RampResult): Claim[] {
  const most = (service: string) => Math.max(0, ...samples.map(({ capacity }) => capacity[service] ?? 0))
  const others = Object.keys(samples[0]?.capacity ?? {}).filter((service) => service !== 'catalogue')
  const grown = others.filter((service) => most(service) > policy.minCapacity)
  const last = samples.at(-1)?.capacity.catalogue ?? 0
  return [
    {
      holds: most('catalogue') > policy.minCapacity,
      says: `The catalogue grew to ${most('catalogue')} instances.`,
      otherwise: 'the catalogue did not grow.',
    },
    {
      holds: grown.length === 0,
      says: `${others.join(', ')} stayed at ${policy.minCapacity}.`,
      otherwise: `${grown.join(', ')} grew, too.`,
    },
    {
      holds: last < most('catalogue'),
      says: `It shrank to ${last} when they had gone.`,
      otherwise: `it still had ${last} instances at the end.`,
    },
    {
      holds: requestsFailed === 0 && errors.length === 0,
      says: `None of ${requests} requests failed on the way up or down.`,
      otherwise: `${requestsFailed} of ${requests} requests failed${errors.length > 0 ? `, and: ${errors[0]}` : ''}.`,
    },
  ]
}

function newcomerClaim({ shop, routing, spreadIndex }: NewcomerResult): Claim {
  const share = `${Math.round(spreadIndex * 100)} % of its fair share`
  const fleet = `${shop} behind ${routing === 'sticky' ? 'sticky sessions' : 'round robin'}`
  return routing === 'sticky'
    ? {
        holds: spreadIndex < starvesBelow,
        says: `A new instance of ${fleet} starved: it got ${share}.`,
        otherwise: `a new instance of ${fleet} got ${share}.`,
      }
    : {
        holds: spreadIndex >= fairFrom,
        says: `A new instance of ${fleet} got ${share} at once.`,
        otherwise: `a new instance of ${fleet} got only ${share}.`,
      }
}
