import type { Answer } from '../http/send.ts'
import type { Difference } from './differences.ts'

/** "401", or with the same status "200, 2 entries at $.lines": the status, and what the answer says where the two differ. */
export function describeAnswer(
  { status, headers }: Answer,
  differences: readonly Difference[],
  side: 'left' | 'right',
) {
  const isOtherStatus = differences.some(({ key }) => key === 'status')
  const told = differences
    // Of two kinds of answer the bodies have nothing in common.
    .filter(({ key }) => !isOtherStatus || key.startsWith('cookie:'))
    .filter((difference) => !/^(status|location)$/.test(difference.key) && difference[side] !== 'nothing')
    .slice(0, 3)
    .map((difference) => {
      const [kind, ...path] = difference.key.split(':')
      return kind === 'json' ? `${path.join(':')} = ${difference[side]}` : difference[side]
    })
  const redirect = headers.location ? ` to ${headers.location}` : ''
  return [`${status || 'no answer'}${redirect}`, ...told].join(', ')
}
