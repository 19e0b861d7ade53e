import type { Category } from '../../finding.ts'
import type { ReadObservation } from '../experiments/observation.ts'
import type { ProbeDraft } from './draft.ts'
import type { HookFacts } from './hook-facts.ts'
import type { AfterOf } from './judge-reads.ts'
import { observedRead } from './observe.ts'

interface Context {
  readonly afterOf: AfterOf
  readonly facts: HookFacts
}

/** B answers as it answers somebody who was never there: one finding for cookies, one for tokens. */
export function lostVisitors(reads: readonly ReadObservation[], context: Context): ProbeDraft[] {
  const bearsToken = ({ exchange: { request } }: ReadObservation) =>
    request.headers.authorization !== undefined
  return [reads.filter((read) => !bearsToken(read)), reads.filter(bearsToken)]
    .filter((own) => own.length > 0)
    .map((own) => lostVisitor(own, context))
}

function lostVisitor(reads: readonly ReadObservation[], { afterOf, facts }: Context): ProbeDraft {
  const afters = reads.map(({ index }) => afterOf(index)).filter((after) => after !== undefined)
  const isKept = afters.length > 0 && afters.every(({ differences }) => differences.length === 0)
  const refused = [...new Set(reads.flatMap(({ refusedCookies }) => refusedCookies))]
  const cookies = refused.length > 0 ? ` B clears or replaces the cookie ${refused.join(', ')}.` : ''
  const { category, why, place } = causeOf(reads, facts)
  const restarted =
    afters.length === 0
      ? ''
      : isKept
        ? ' After a restart A knows the visitor again: what it knows lies on its own machine.'
        : ' After a restart A does not know the visitor either.'
  return {
    rule: category === 'per-boot-secret' ? 'probe-token' : 'probe-visitor',
    category,
    severity: 'breaks',
    key: `visitor by ${hasToken(reads) ? 'token' : 'cookie'}`,
    place,
    evidence: facts.bootSecrets,
    message: `B does not know the visitor whom A knows: it answers as to somebody who was never there.${cookies}${restarted} ${why}`,
    observed: reads.map((read) => observedRead(read, afterOf(read.index))),
  }
}

const hasToken = ([first]: readonly ReadObservation[]) =>
  first?.exchange.request.headers.authorization !== undefined

/** A value that holds what it means, so that nobody has to look it up: a JSON web token, JSON in base64. */
const selfContained = /(^|[=\s;]|s%3A)eyJ[\w-]{8,}/

function causeOf(
  reads: readonly ReadObservation[],
  { bootSecrets }: HookFacts,
): { category: Category; why: string; place?: ProbeDraft['place'] } {
  const isSelfContained = reads.every(({ exchange: { request } }) =>
    selfContained.test(`${request.headers.authorization ?? ''};${request.headers.cookie ?? ''}`),
  )
  const [secret] = bootSecrets
  if (isSelfContained && secret)
    return {
      category: 'per-boot-secret',
      place: secret,
      why: 'What the visitor sends holds its own data, and the app makes a secret at boot: each instance signs with another one.',
    }
  if (isSelfContained)
    return {
      category: 'auth-state',
      why: 'What the visitor sends holds its own data: either the key that signs it or the account behind it is known to A only.',
    }
  if (hasToken(reads)) return { category: 'auth-state', why: 'The token that A gave out is known to A only.' }
  return {
    category: 'session-store',
    why: secret
      ? 'The cookie names a session that A keeps; a secret made at boot would refuse it as well, so look at both.'
      : 'The cookie names a session that A keeps.',
  }
}
