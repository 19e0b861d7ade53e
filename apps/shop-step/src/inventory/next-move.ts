import { isDetour, isInProcess, type Port, type Step, steps } from '@unsticky/steps'

/** The step in which a piece leaves the process for good, if that is to come. A detour that is not to be shipped is left out. */
export function nextMove(step: Step, port: Port): { readonly step: string; readonly to: string } | undefined {
  const later = steps.slice(steps.indexOf(step) + 1)
  const moves = (to: Step) =>
    !isDetour(to) && !isInProcess(to.composition[port]) && to.composition[port] !== step.composition[port]
  const next = later.find(moves)
  return next && { step: next.id, to: next.composition[port] }
}
