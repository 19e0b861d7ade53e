/** One convenient default brings state back into the process: SHOP_PUT_BACK does it on purpose, port by port. */
import { type Port, type Step, steps } from '@unsticky/steps'

const ports = Object.keys((steps[0] as Step).composition) as Port[]

/** Reads "carts,sessions". Throws for a name that is no port. */
export function readPutBack(setting = ''): readonly Port[] {
  const names = setting.split(',').filter(Boolean)
  const unknown = names.find((name) => !ports.includes(name as Port))
  if (unknown !== undefined)
    throw new Error(`SHOP_PUT_BACK takes ${ports.join(', ')}, with commas; it names "${unknown}"`)
  if (names.includes('orders') !== names.includes('catalog'))
    throw new Error(
      'SHOP_PUT_BACK takes orders and catalog together: an order takes its stock where they lie',
    )
  return names as Port[]
}

/** The step with these pieces in the process again; in a step that has no ports yet they never left it. */
export function withPutBack(step: Step, putBack: readonly Port[]): Step {
  const moved = putBack.filter((port) => step.composition[port] !== 'plain')
  const changed = Object.fromEntries(moved.map((port) => [port, port === 'files' ? 'disk' : 'memory']))
  return { ...step, composition: { ...step.composition, ...changed } }
}
