import {
  adapters,
  keptFrom,
  lostAlone,
  type Port,
  type PromiseId,
  type StepId,
  stepIds,
  stepNames,
  ways,
} from './matrix.ts'

/** What stands behind each port of one step. */
export type Composition = { readonly [P in Port]: (typeof adapters)[P][number] }

type Ways = { readonly [W in keyof typeof ways]: (typeof ways)[W][number] }

/** One column of the matrix. */
export interface Step extends Ways {
  readonly id: StepId
  /** For addresses and file names: "profiles-out". */
  readonly name: string
  readonly title: string
  readonly composition: Composition
  readonly keeps: readonly PromiseId[]
}

/** The columns of the matrix, in the order in which a team takes the steps. */
export const steps: readonly Step[] = stepIds.map((id, column) => ({
  id,
  ...stepNames[id],
  ...(columnOf(ways, column) as Ways),
  composition: columnOf(adapters, column) as Composition,
  keeps: keptBy(id),
}))

function columnOf(rows: Readonly<Record<string, readonly string[]>>, column: number) {
  return Object.fromEntries(Object.entries(rows).map(([row, cells]) => [row, cells[column]]))
}

function keptBy(id: StepId): readonly PromiseId[] {
  const lost: readonly string[] = (lostAlone as Partial<Record<StepId, readonly string[]>>)[id] ?? []
  const isKept = (promise: PromiseId) => stepIds.indexOf(keptFrom[promise]) <= stepIds.indexOf(id)
  return (Object.keys(keptFrom) as PromiseId[]).filter(
    (promise) => isKept(promise) && !lost.includes(promise),
  )
}

const inProcess: readonly string[] = ['plain', 'memory', 'disk']

/** A step that loses what an earlier one kept: taken to see it, not to be shipped. */
export const isDetour = ({ id }: Step): boolean => id in lostAlone

/** Whether an adapter keeps its state in the process or on its server. */
export const isInProcess = (adapter: string): boolean => inProcess.includes(adapter)

/** Whether the step needs anything beside its own processes. A cart inside the session lies where the session lies. */
export const usesServices = ({ composition }: Step): boolean =>
  Object.values(composition).some((adapter) => !isInProcess(adapter) && adapter !== 'session')
