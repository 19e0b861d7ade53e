export { type Code, codeOf, seamOf } from './code-of.ts'
export type { Excerpt } from './excerpt.ts'
