import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  adapterFile,
  changedPorts,
  changedPromises,
  dataBehind,
  findStep,
  type PortChange,
  type PromiseId,
  promises,
  type Step,
} from '@unsticky/steps'
import { columns } from './columns.ts'
import { root } from './root.ts'

/** What changes on the way from one step to another, as data. */
export function diffSteps(from: Step, to: Step) {
  const { gained, lost } = changedPromises(from, to)
  return {
    from: from.id,
    to: to.id,
    composition: changedPorts(from, to),
    settings: (['routing', 'stateInProcess', 'sessionPlugin'] as const)
      .map((setting) => ({ setting, from: from[setting], to: to[setting] }))
      .filter((change) => change.from !== change.to),
    code: changedPorts(from, to).map(toCode),
    data: changedPorts(from, to).map(({ port, to: place }) => ({ data: dataBehind[port], movesTo: place })),
    promises: { gained, lost },
  }
}

export function printDiff(fromId: string, toId: string, { json }: { json?: boolean }): void {
  const [from, to] = [findStep(fromId), findStep(toId)]
  const diff = diffSteps(from, to)
  console.log(json ? JSON.stringify(diff, null, 2) : toText(from, to, diff))
}

function toText(from: Step, to: Step, { composition, settings, code, data, promises: kept }: Diff): string {
  return [
    `From step ${from.id} (${from.title}) to step ${to.id} (${to.title})`,
    section(
      'Composition',
      [...composition, ...settings.map(({ setting, ...rest }) => ({ port: setting, ...rest }))].map(
        (change) => [change.port, change.from, '→', change.to],
      ),
    ),
    section(
      'Code',
      code.flatMap((path) => [
        ['-', path.from, `lines marked STATEFUL: ${path.statefulLines}`],
        ['+', path.to, ''],
      ]),
    ),
    section(
      'Data that moved',
      data.map((moved) => [moved.data, '→', moved.movesTo]),
    ),
    section('Promises', [...kept.gained.map(promiseRow('+')), ...kept.lost.map(promiseRow('-'))]),
  ].join('\n\n')
}

type Diff = ReturnType<typeof diffSteps>

function toCode({ port, from, to }: PortChange) {
  const file = adapterFile(port, from)
  const statefulLines = readFileSync(join(root, file), 'utf8').split('// STATEFUL:').length - 1
  return { from: file, to: adapterFile(port, to), statefulLines }
}

const promiseRow = (sign: string) => (id: PromiseId) => [sign, id, promises[id]]

const section = (title: string, rows: readonly (readonly string[])[]) =>
  `${title}\n${rows.length > 0 ? indent(columns(rows)) : '  nothing'}`

const indent = (text: string) => text.replaceAll(/^/gm, '  ')
