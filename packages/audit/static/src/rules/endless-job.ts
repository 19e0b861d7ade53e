import { calledName, enclosingFunction, isCall, isFunction, isInside, type Node } from '../model/ast.ts'
import { callsIn } from '../model/calls-in.ts'
import type { Program } from '../model/program.ts'
import { callReachesOut, takesTurn } from './timer-work.ts'

const pauses = /^(sleep|delay|wait|pause|timeout|setTimeout|setInterval|Promise)/i
/** What tries until it succeeds, or takes its work from a queue that all instances share, is no job of each of them. */
const otherPurposes = /connect|retry|attempt|skip locked|\bb?[lr]pop|receiveMessage|reserve|claim|dequeue/i

/**
 * The loop around a pause, where it begins at boot and nothing but the process ends it:
 * `while (true) { await work(); await sleep(60_000) }`, `for await (const _ of setInterval(60_000)) …`.
 */
export function endlessJob(program: Program, pause: Node): Node | undefined {
  if (!/^(AwaitExpression|ForOfStatement)$/.test(pause.parent?.type ?? '')) return undefined
  if (!pauses.test(calledName(pause) ?? '')) return undefined
  const loop = loopAround(pause)
  if (!loop || program.phaseOf(pause) !== 'boot' || !mayNotEnd(program, loop)) return undefined
  const { source } = program.moduleOf(loop)
  if (otherPurposes.test(source.slice(loop.start, loop.end))) return undefined
  const work = callsIn(loop.body).filter((call) => call !== pause && !isInside(call, pause))
  const fn = enclosingFunction(loop)
  if (fn && takesTurn(program, fn, 3)) return undefined
  return work.some((call) => callReachesOut(program, call, 3)) ? loop : undefined
}

function loopAround(node: Node): Node | undefined {
  for (let at: Node | undefined = node; at && !isFunction(at); at = at.parent)
    if (/^(WhileStatement|ForStatement|DoWhileStatement|ForOfStatement)$/.test(at.type)) return at
  return undefined
}

function mayNotEnd(program: Program, loop: Node): boolean {
  if (loop.type === 'ForOfStatement')
    return loop.await === true && isCall(loop.right) && calledName(loop.right) === 'setInterval'
  const { source } = program.moduleOf(loop)
  const isOpen = loop.test === null || (loop.test?.type === 'Literal' && Boolean(loop.test.value))
  return isOpen && !/\b(break|return)\b/.test(source.slice(loop.body.start, loop.body.end))
}
