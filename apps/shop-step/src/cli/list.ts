import { isInProcess, promiseIds, type Step, steps } from '@unsticky/steps'
import { columns } from './columns.ts'

export function printList({ json }: { json?: boolean }): void {
  console.log(json ? JSON.stringify(steps, null, 2) : columns([header, ...steps.map(toRow)]))
}

const header = ['step', 'name', 'balancer', 'in the process', 'promises kept']

function toRow({ id, name, routing, composition, keeps }: Step): readonly string[] {
  const adapters = Object.values(composition)
  const local = adapters.filter(isInProcess).length
  return [id, name, routing, `${local} of ${adapters.length}`, `${keeps.length} of ${promiseIds.length}`]
}
