import type { Observed } from '../../finding.ts'
import { describeAnswer } from '../compare/describe-answer.ts'
import type { Parting } from '../experiments/alternate.ts'
import type { WriteRead } from '../experiments/write-read.ts'
import type { ProbeDraft } from './draft.ts'
import type { HookFacts } from './hook-facts.ts'

interface Explained {
  readonly drafts: readonly ProbeDraft[]
  /** Observations that findings of the reads explain already, by the key of the finding. */
  readonly known: ReadonlyMap<string, readonly Observed[]>
}

/** Where the scenario over two instances parts from the one on one: explained by a finding, or a finding itself. */
export function judgePartings(
  partings: readonly Parting[],
  { found, facts }: { found: readonly ProbeDraft[]; facts: HookFacts },
): Explained {
  const drafts: ProbeDraft[] = []
  const known = new Map<string, Observed[]>()
  for (const parting of partings) {
    const explanation = found.find((draft) => explains(draft, parting))
    const token = refusedToken(parting, facts)
    if (token) drafts.push(token)
    else if (explanation)
      known.set(explanation.key, [...(known.get(explanation.key) ?? []), observedParting(parting)])
    else drafts.push(refusal(parting))
  }
  return { drafts: uniqueByKey(drafts), known }
}

function explains({ rule, key, observed }: ProbeDraft, { step, exchange }: Parting): boolean {
  if (key === step.path || observed.some((seen) => seen.step === step.name)) return true
  const status = exchange?.answer.status ?? 0
  const isTurnedAway = [0, 401, 403, 419].includes(status) || (status >= 300 && status < 400)
  return rule === 'probe-visitor' && isTurnedAway
}

/** A value that one instance gave and the other refuses, where the app makes a secret at boot. */
function refusedToken(parting: Parting, { bootSecrets }: HookFacts): ProbeDraft | undefined {
  const [secret] = bootSecrets
  const status = parting.exchange?.answer.status ?? 0
  if (!secret || parting.carried.length === 0 || ![400, 401, 403, 419, 422].includes(status)) return undefined
  return {
    rule: 'probe-token',
    category: 'per-boot-secret',
    severity: 'breaks',
    key: 'token',
    place: secret,
    evidence: bootSecrets,
    message: `${parting.instance} refuses a value that the other instance gave out (${parting.carried.join(', ')}), and the app makes a secret at boot: each instance signs with another one.`,
    observed: [observedParting(parting)],
  }
}

function refusal(parting: Parting): ProbeDraft {
  const { step, exchange, experiment, instance, problem } = parting
  const status = exchange?.answer.status ?? 0
  const isUnknown = [404, 409, 410].includes(status)
  return {
    rule: 'probe-refusal',
    category: isUnknown ? 'module-state' : 'other',
    severity: 'breaks',
    key: step.path,
    message: `"${step.name}" goes as it should on one instance, and not with ${experiment}: ${instance} ${
      problem ??
      (isUnknown
        ? 'does not know what the other one was told.'
        : `answers ${status || 'nothing'}, for a reason that the probe cannot tell.`)
    }`,
    observed: [observedParting(parting)],
  }
}

function observedParting({
  step,
  expected,
  exchange,
  differences,
  problem,
  instance,
  experiment,
}: Parting): Observed {
  return {
    step: `${step.name} (${experiment})`,
    request: `${expected.request.method} ${exchange?.request.path ?? expected.request.path}`,
    a: describeAnswer(expected.answer, differences, 'left'),
    b: exchange
      ? `${describeAnswer(exchange.answer, differences, 'right')}${instance === 'A' ? ' (said by A, after steps on B)' : ''}`
      : `not sent: ${problem}`,
  }
}

/** A account that A made and whose password B refuses. */
export function judgeLogins({ logins }: WriteRead): ProbeDraft[] {
  return logins.flatMap(({ exchange, other }): ProbeDraft[] =>
    other.status === 401 || other.status === 404
      ? [
          {
            rule: 'probe-login',
            category: 'auth-state',
            severity: 'breaks',
            key: exchange.step.path,
            message: `B refuses the name and password that A takes: the account is known to A only.`,
            observed: [
              {
                step: exchange.step.name,
                request: `${exchange.request.method} ${exchange.request.path}`,
                a: String(exchange.answer.status),
                b: String(other.status),
              },
            ],
          },
        ]
      : [],
  )
}

/** Each instance counts requests by itself. */
export function judgeLimits({ limits }: WriteRead): ProbeDraft[] {
  const [limit] = limits
  if (!limit) return []
  const { exchange, header, left, right } = limit
  return [
    {
      rule: 'probe-limit',
      category: 'rate-limit',
      severity: 'degrades',
      key: 'limit',
      message: `After the same requests A has ${left} left and B ${right} (${header}): each instance counts by itself, so the limit grows with the number of instances.`,
      observed: [
        {
          step: exchange.step.name,
          request: `${exchange.request.method} ${exchange.request.path}`,
          a: `${header}: ${left}`,
          b: `${header}: ${right}`,
        },
      ],
    },
  ]
}

function uniqueByKey(drafts: readonly ProbeDraft[]): ProbeDraft[] {
  return [...new Map(drafts.map((draft) => [`${draft.rule} ${draft.key}`, draft])).values()]
}
