/** What other tools use of the probe: its scenarios, and visitors that walk through them. */

export { UsageError } from '../cli/arguments.ts'
export { numberOf, pairOf } from './cli/option-values.ts'
export { ProbeError } from './errors.ts'
export type { Answer, PreparedRequest } from './http/send.ts'
export { createVisitor, type Exchange, type Visitor } from './http/visitor.ts'
export { readHar } from './scenario/har.ts'
export { leavesOf } from './scenario/json-path.ts'
export { readScenario } from './scenario/read-scenario.ts'
export { isExpected, type Scenario, type Step } from './scenario/scenario.ts'
