import { jsonOf } from '../compare/differences.ts'
import type { Control } from '../experiments/control.ts'
import type { Exchange } from '../http/visitor.ts'
import { leavesOf } from '../scenario/json-path.ts'
import type { ProbeDraft } from './draft.ts'

const names =
  /(^|[._\]-])(id|_id|number|no|ref|reference|code|seq|sequence|key)$|[a-z](Id|ID|Number|No|Ref|Key|Code)$/

/** The same number from A and from B for two different things, and another one when A is asked again. */
export function judgeNumbers({ first, elsewhere, again }: Control): ProbeDraft[] {
  return first.flatMap((exchange, index): ProbeDraft[] => {
    const [onB, later] = [elsewhere[index], again[index]]
    if (exchange.step.isRead || !onB || !later) return []
    const given = numbersOf(exchange)
    const [fromB, fromLater] = [numbersOf(onB), numbersOf(later)]
    const same = [...given].filter(
      ([place, value]) =>
        fromB.get(place) === value && fromLater.has(place) && fromLater.get(place) !== value,
    )
    if (same.length === 0) return []
    const shown = same.map(([place, value]) => `${place} = ${value}`).join(', ')
    return [
      {
        rule: 'probe-number',
        category: 'sequence',
        severity: 'breaks',
        key: exchange.step.path,
        message: `A and B give the same number to different things (${shown}): each counts by itself, and starts again with the process.`,
        observed: [
          {
            step: exchange.step.name,
            request: `${exchange.request.method} ${exchange.request.path}`,
            a: `${shown}, then ${same.map(([place]) => `${place} = ${fromLater.get(place)}`).join(', ')}`,
            b: shown,
          },
        ],
      },
    ]
  })
}

/** Ids and numbers that an answer gives out and that the request did not bring. */
function numbersOf({ answer, request }: Exchange): Map<string, string> {
  const sent = `${request.path} ${request.body?.toString() ?? ''}`
  const json = jsonOf(answer)
  const leaves = json === undefined ? [] : leavesOf(json)
  const fromBody = leaves
    .filter(({ path, value }) => names.test(path) && /\d/.test(String(value)) && typeof value !== 'boolean')
    .map(({ path, value }) => [path, String(value)] as const)
  const last = /\/([\w-]*\d[\w-]*)(?:[?#].*)?$/.exec(answer.headers.location ?? '')?.[1]
  return new Map(
    [...fromBody, ...(last ? [['location', last] as const] : [])].filter(([, value]) => !isSent(value, sent)),
  )
}

const isSent = (value: string, sent: string) =>
  value.length > 3 ? sent.includes(value) : new RegExp(`(^|\\W)${value}(\\W|$)`).test(sent)
