export { adapterFile, dataBehind, plainFolder } from './adapter-files.ts'
export { changedPorts, changedPromises, changedWays, type PortChange } from './compare.ts'
export { findStep, UnknownStepError } from './find-step.ts'
export { keptFrom, lostAlone, type Port, type PromiseId, type StepId, stepIds } from './matrix.ts'
export {
  type Declaration,
  findPiece,
  type Piece,
  type PieceId,
  pieceBehind,
  pieceIds,
  pieceOfMark,
  pieces,
  UnknownPieceError,
} from './pieces.ts'
export { promiseIds, promises } from './promises.ts'
export { keptOn, type SessionStore, type SessionStoreId, sessionStores } from './session-stores.ts'
export { type Composition, isDetour, isInProcess, type Step, steps, usesServices } from './step.ts'
