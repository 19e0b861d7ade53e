/** Runs a lab's experiments on three instances of the attendee's shop, behind the balancer. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ProcessGroup } from '@unsticky/processes'
import { type Cell, runPromises, type Services } from '@unsticky/promises/run'
import { findStep, type PromiseId, promises, type Step, type StepId } from '@unsticky/steps'
import type { Point } from '../lab.type.ts'
import { findLab } from '../labs.ts'
import { inPlainWords } from './plain-words.ts'

const entry = fileURLToPath(new URL('../shop/lab-shop.ts', import.meta.url))

export interface FleetOptions {
  readonly services: Services
  readonly group: ProcessGroup
  /** Where the histories go. */
  readonly directory: string
  readonly log: (line: string) => void
}

export interface Shop {
  readonly base: StepId
  readonly promises: readonly PromiseId[]
  /** The attendee's folders, by the ids of their labs. */
  readonly files: Readonly<Record<string, string>>
  /** An instance with state in its process does not start. */
  readonly isStrict?: boolean
  /** Settings of the shop itself. */
  readonly settings?: Readonly<Record<string, string>>
}

export async function runFleet(shop: Shop, { services, group, directory, log }: FleetOptions) {
  const step = await stepOf(shop)
  const settings = {
    ...shop.settings,
    LAB_FILES: JSON.stringify(shop.files),
    LAB_STATE_IN_PROCESS: shop.isStrict ? 'refused' : 'allowed',
  }
  const { steps } = await runPromises({
    ...{ subjects: [{ step }], promises: shop.promises, services, group, directory, entry, settings },
    // What it says of expectations is about the steps; a verdict is made of the points.
    log: (line) =>
      line.startsWith(' ') &&
      log(inPlainWords(line.replace(/ {3}EXPECTED.*/, '').replace(/^ *step-\S+ +/, ''))),
  }).catch((error: Error) => {
    throw new FleetError(whyNot(error, group.directory))
  })
  const cells = Object.entries(steps[0]?.promises ?? {}) as [PromiseId, Cell][]
  return cells.map(([id, cell]) => toPoint(id, cell))
}

/** Thrown when the attendee's instances do not start; the message has what they said. */
export class FleetError extends Error {
  readonly code = 'LABS_FLEET'
}

const toPoint = (id: PromiseId, { actual, detail }: Cell): Point => ({
  kind: 'promise',
  name: id,
  isFine: actual === 'kept',
  detail: inPlainWords(actual === 'error' ? `Nothing to judge: ${detail}` : detail),
})

/** A step of the matrix, its balancer as the attendee wants it. Nothing is expected, so that nothing is announced. */
async function stepOf({ base, files }: Shop): Promise<Step> {
  const step = findStep(base)
  let { routing } = step
  for (const [id, folder] of Object.entries(files)) {
    const { routingOf } = (await import(`../../labs/${findLab(id).folder}/adapters.ts`)) as {
      routingOf?: (folder: string) => Promise<Step['routing']>
    }
    routing = (await routingOf?.(folder)) ?? routing
  }
  return { ...step, routing, keeps: Object.keys(promises) as PromiseId[] }
}

/** The last words of an instance are of more use than what the fleet says about it. */
function whyNot({ message }: Error, directory: string) {
  const log = /(\S+\.log)/.exec(message)?.[1]
  const words = log ? readIfThere(log.startsWith('/') ? log : join(directory, log)) : ''
  return `Your shop does not start: ${message}${words && `\n${words}`}`
}

function readIfThere(file: string) {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-12).join('\n')
  } catch {
    return ''
  }
}
