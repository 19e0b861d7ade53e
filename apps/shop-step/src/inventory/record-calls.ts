/** Wraps the adapters of a composition so that every call is written down with the request that made it. */
import type { ShopAdapters } from '@unsticky/http'
import type { Port } from '@unsticky/steps'

export interface RecordedCall {
  readonly port: Port
  readonly method: string
  /** "POST /api/cart/lines"; empty for what the process does by itself. */
  readonly request: string
  /** Names of the fields that were handed over. */
  readonly fields: readonly string[]
}

export function recordCalls(adapters: ShopAdapters) {
  const calls: RecordedCall[] = []
  let request = ''
  const { authorizePayment, ...ports } = adapters
  const wrapped = Object.fromEntries(
    Object.entries(ports).map(([port, adapter]) => [port, wrap(port as Port, adapter)]),
  )
  return { adapters: { ...wrapped, authorizePayment } as ShopAdapters, calls, during }

  /** What is called until `work` is done belongs to this request. One at a time. */
  async function during<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    request = name
    try {
      return await work()
    } finally {
      request = ''
    }
  }

  function wrap<Adapter extends object>(port: Port, adapter: Adapter): Adapter {
    const entries = Object.entries(adapter).map(([name, member]) => {
      if (name === 'inSession') return [name, (session: object) => wrap(port, member(session))]
      if (name === 'store') return [name, wrap(port, member)]
      return [name, typeof member === 'function' ? recorded(port, name, member) : member]
    })
    return Object.fromEntries(entries) as Adapter
  }

  function recorded(port: Port, method: string, member: (...args: unknown[]) => unknown) {
    return (...args: unknown[]) => {
      // What the process does by itself, at start and by timer, is nobody's data.
      if (request !== '') calls.push({ port, method, request, fields: fieldsIn(args) })
      return member(...args)
    }
  }
}

function fieldsIn(args: readonly unknown[]): readonly string[] {
  const records = args.filter(
    (each): each is object => typeof each === 'object' && each !== null && !Array.isArray(each),
  )
  return records.flatMap((each) =>
    Object.entries(each).flatMap(([name, value]) => (isData(value) ? [name] : [])),
  )
}

const isData = (value: unknown) => value !== undefined && typeof value !== 'function'
