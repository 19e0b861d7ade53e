export { changedPorts, changedPromises, type PortChange } from './compare.ts'
export { findStep, steps, UnknownStepError, usesServices } from './find-step.ts'
export { type PromiseId, promiseIds, promises } from './promises.ts'
export type { Composition, Port, Step, StepId } from './step.ts'
