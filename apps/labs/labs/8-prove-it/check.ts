/** Looks at the composition, and when nothing is left in the process, lets it keep every promise on a fleet. */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { type Composition, choices } from '@unsticky/lab-kit/composition'
import { promiseIds } from '@unsticky/steps'
import type { CheckOptions } from '../../src/check/check-lab.ts'
import { runFleet } from '../../src/check/fleet.ts'
import { loadFile } from '../../src/check/load-file.ts'
import type { Findings, Point } from '../../src/lab.type.ts'
import { cartByItself, inService, ordersWithStock } from './names.ts'

type Port = keyof Composition

export async function check(folder: string, { court, log, isQuick }: CheckOptions): Promise<Findings> {
  const { composition } = await loadFile<{ composition?: Partial<Composition> }>(folder, 'composition.ts')
  const points = look(composition ?? {})
  if (isQuick || points.some(({ isFine }) => !isFine)) return { points }
  log('nothing is left in the process; now every promise, which takes two minutes')
  const chosen = composition as Composition
  const settings = { SHOP_SESSION_STORE: chosen.sessions, SHOP_CART_STORE: chosen.carts }
  const directory = mkdtempSync(join(court.group.directory, 'histories-'))
  const shop = { base: '5', promises: promiseIds, files: {}, isStrict: true, settings } as const
  const { group } = court
  const kept = await runFleet(shop, { services: await court.services(), group, directory, log })
  return { points: [...points, ...kept] }
}

function look(composition: Partial<Composition>): readonly Point[] {
  const ports = Object.keys(choices) as Port[]
  const { carts, orders, catalog } = composition
  return [
    ...ports.map((port) => lookAt(port, composition[port])),
    { kind: 'answer', name: cartByItself, isFine: carts !== 'session' },
    {
      ...{ kind: 'answer', name: ordersWithStock },
      isFine: (orders === 'process') === (catalog === 'process'),
    },
  ]
}

function lookAt(port: Port, chosen: string | undefined): Point {
  const known: readonly string[] = choices[port]
  const isFine = known.includes(chosen ?? '') && chosen !== 'process'
  const detail =
    chosen === 'process'
      ? `Every instance has its own. Choose one of ${known.filter((each) => each !== 'process').join(', ')}.`
      : `"${chosen}" is not one of ${known.join(', ')}.`
  return { kind: 'answer', name: inService(port), isFine, detail: isFine ? chosen : detail }
}
