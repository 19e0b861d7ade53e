/** What is changed while requests run and is no state all the same. */
import {
  calledName,
  enclosingFunction,
  isCall,
  isFunction,
  isMember,
  type Node,
  unwrap,
} from '../model/ast.ts'
import type { Mutation } from '../model/flow.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import type { Candidate } from './judge.ts'

export const isConnection = (value: Node | undefined) =>
  value?.type === 'Identifier' &&
  (/^(socket|conn|connection|sock|stream|request|req)$/.test(value.name) || isOfConnectionEvent(value))

/** `server.on('connection', (s) => …)` */
function isOfConnectionEvent(value: Node): boolean {
  const fn = enclosingFunction(value)
  return (
    isCall(fn?.parent) &&
    /^(secureC|c)onnection$/.test(String(fn.parent.arguments[0]?.value ?? '')) &&
    fn.params[0]?.name === value.name
  )
}

/** Promises taken out again when they settle: two requests share one piece of work, nobody else needs it. */
export function isWorkInFlight(program: Program, value: Node | undefined, step = 0): boolean {
  if (!value || step > 20) return false
  const inner = unwrap(value)
  if (inner.type === 'LogicalExpression') return isWorkInFlight(program, inner.right, step + 1)
  if (inner !== value && value.type === 'AwaitExpression') return false
  const binding = inner.type === 'Identifier' ? program.bindingOf(inner) : undefined
  if (binding?.init && binding.path.length === 0)
    return binding.init.type !== 'AwaitExpression' && isWorkInFlight(program, binding.init, step + 1)
  if (!isCall(inner)) return false
  if (/^(then|catch|finally)$/.test(calledName(inner) ?? '')) return true
  return (
    namesOf(program.trace(inner)).some((name) => name === 'global:Promise#new') ||
    calls(program, inner).some(({ async }) => async)
  )
}

const calls = (program: Program, call: Node) =>
  program
    .trace(call.callee)
    .flatMap((found) => (found.kind === 'node' && isFunction(found.node) ? [found.node] : []))

/** Local listeners of a channel that a broker carries between the instances. */
export function isFedByBroker(program: Program, { uses = [] }: Candidate): boolean {
  return uses.some((use) => isBrokerMessage(program, enclosingFunction(use)?.parent))
}

/** `subscriber.on('message', …)`: what a broker tells every instance. */
export function isBrokerMessage(program: Program, call: Node | undefined): boolean {
  if (
    !isCall(call) ||
    !isMember(call.callee) ||
    !/^(message|pmessage|messageBuffer)$/.test(String(call.arguments[0]?.value ?? ''))
  )
    return false
  const { object } = call.callee
  return /redis|valkey|sub(scriber)?\b|broker|nats|mqtt|amqp|kafka/i.test(
    program.moduleOf(object).source.slice(object.start, object.end),
  )
}

/** Connections kept only to close them at the end are no news for anybody else. */
export function isOnlyClosed(program: Program, { uses = [] }: Candidate): boolean {
  return (
    uses.length > 0 &&
    uses.every((use) => {
      const around = /^For/.test(use.parent?.type ?? '') ? use.parent : (use.parent?.parent ?? use)
      const text = around
        ? program.moduleOf(use).source.slice(around.start, Math.min(around.end, around.start + 2000))
        : ''
      return (
        /\.(add|delete|clear|size|has)\b|destroy|terminate|close|\bend\(/.test(text) &&
        !/\.(send|emit|write)\b|broadcast/.test(text)
      )
    })
  )
}

/** `handlers.add(listener)`: registered functions are part of the program, not of a user. */
export function isCallback(program: Program, { value }: Mutation): boolean {
  if (!value) return false
  const inner = unwrap(value)
  if (isFunction(inner)) return true
  if (
    inner.type === 'Identifier' &&
    /^(_?(handler|listener|callback|cb|fn|func|hook|resolve|reject|wake|done|next|waiter|plugin|middleware|factory|resolver|route|evictHandler))$/i.test(
      inner.name,
    )
  )
    return true
  return program.trace(inner).some((found) => found.kind === 'node' && isFunction(found.node))
}
