import { type Answer, send } from '../http/send.ts'
import { createVisitor, type Exchange } from '../http/visitor.ts'
import type { Instance } from '../instance/launcher.ts'
import type { Control } from './control.ts'
import type { Lab } from './lab.ts'
import { baselineOf, lookElsewhere } from './look-elsewhere.ts'
import type { ReadObservation } from './observation.ts'
import { walk } from './walk.ts'

export interface WriteRead {
  readonly reads: readonly ReadObservation[]
  /** Logins that A took, repeated on B. */
  readonly logins: readonly { readonly exchange: Exchange; readonly other: Answer }[]
  /** Limits that B counts anew, by the header that says so. */
  readonly limits: readonly {
    readonly exchange: Exchange
    readonly header: string
    readonly left: string
    readonly right: string
  }[]
}

/** Everything goes to A; each read is asked of B too, with the same cookies. Does B know what A knows? */
export async function runWriteRead(
  { scenario, progress }: Lab,
  { a, b, control }: { a: Instance; b: Instance; control: Control },
): Promise<WriteRead> {
  progress('write on A, read on B')
  const visitor = createVisitor(scenario)
  const reads: ReadObservation[] = []
  const logins: { exchange: Exchange; other: Answer }[] = []
  const limits: WriteRead['limits'][number][] = []
  await walk(scenario.steps, {
    visitor,
    portFor: () => a.port,
    until: async (exchange, index) => {
      if (exchange.step.isRead) {
        const baseline = await baselineOf(exchange, { index, port: a.port, noise: control.noise[index] })
        const read = await lookElsewhere(baseline, b.port)
        reads.push(read)
        limits.push(...ownLimits(exchange, { again: baseline.exchange.answer, other: read.other }))
      } else if (isLogin(exchange)) {
        logins.push({ exchange, other: await send(b.port, exchange.request) })
      }
      return false
    },
  })
  return { reads, logins, limits }
}

/** A password goes in and nobody signs up. */
function isLogin({ request, step, isExpected }: Exchange): boolean {
  const body = request.body?.toString() ?? ''
  return (
    isExpected &&
    step.method === 'POST' &&
    /pass(word|wd)?["=]/i.test(body) &&
    !/sign-?up|regist|accounts?\/?$|users?\/?$/i.test(request.path)
  )
}

const limitHeader = /^(x-)?rate-?limit-remaining$/

/** A shared limit has less left with each request, whoever answers. */
function ownLimits(
  exchange: Exchange,
  { again, other }: { again: Answer; other: Answer },
): WriteRead['limits'] {
  return Object.entries(again.headers).flatMap(([header, left]) => {
    const right = other.headers[header]
    const isOwn = limitHeader.test(header) && Number(left) < Number(exchange.answer.headers[header])
    return isOwn && right !== undefined && Number(right) > Number(left)
      ? [{ exchange, header, left, right }]
      : []
  })
}
