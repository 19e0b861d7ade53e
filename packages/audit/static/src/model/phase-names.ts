import { calledName, isMember, memberName, type Node } from './ast.ts'
import type { Phase } from './phases.ts'

/** Calls that run their callback later: a request, an event, a timer. */
export const deferring = new Set(
  (
    'get post put patch delete del all use options head route on addListener addHook addEventListener prependListener param handle subscribe setInterval setTimeout ' +
    'schedule scheduleJob process consume message setErrorHandler setNotFoundHandler serializeUser deserializeUser serialize deserialize createServer ws ' +
    'addContentTypeParser onRequest preHandler onConnection addJob every define each_request verify onmessage'
  ).split(' '),
)
/** Events that tell of the life of the process or of a connection to a store, not of somebody's request. */
export const lifecycleEvents =
  /^(onRoute|onRegister|onReady|onListen|preClose|error|open|opened|connect|connected|ready|listening|SIG[A-Z0-9]+|exit|beforeExit|uncaughtException|unhandledRejection|warning|reconnecting|reconnected|disconnected|onClose|onReady|onListen|initialized|init|drain|mount)$/
/** Methods that whoever made the object calls once. */
export const methodsOfStart =
  /^(init|initiali[sz]e|setup|bootstrap|configure|start|listen|main|boot|mount|onModuleInit|onApplicationBootstrap|beforeAll|prepare|install|connect|(register|setup|init|mount)(Routes|Plugins|Handlers|Hooks|Middleware|App|Server)s?)$/
/** What Next, Remix, SvelteKit and functions in the cloud call with every request. */
export const handlerNames =
  /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|handler|middleware|loader|action|getServerSideProps|fetch)$/
/** Functions that somebody outside calls once. */
export const startNames =
  /^(start|main|bootstrap|init|initiali[sz]e|setup|configure|run|boot|listen|mount|create(App|Server|Application)|build(App|Server)|(start|create|init|setup|run|launch)(App|Server|Application)?)$/
/** Names of what a framework hands to a handler. */
export const requestParams =
  /^(_?req|_?request|ctx|context|_?res|_?response|reply|socket|ws|conn|connection|next|msg|message|event|job|client)$/
/** Methods that register a handler on an app. */
export const registrars = new Set(
  'get post put patch delete all use route register decorate decorateRequest addHook on of ws param head options withTypeProvider'.split(
    ' ',
  ),
)

/** The latest of several phases decides. */
export const latest = (phases: readonly Phase[]): Phase =>
  phases.includes('request') ? 'request' : phases.includes('unknown') ? 'unknown' : 'boot'
/** Told by the names of its parameters. */
export const takesRequest = (fn: Node): boolean =>
  fn.params.some((param: Node) => requestParams.test(param.name ?? ''))
/** Runs its callback after the run that makes the call. */
export const isDeferringCall = (call: Node) =>
  /^(then|catch|finally|on|once|nextTick|setImmediate|queueMicrotask|setTimeout)$/.test(
    calledName(call) ?? '',
  ) && !/^(then|catch|finally)$/.test(calledName(call) ?? '')
/** `{ handler: fn }`: called by the framework. */
export const isHandlerKey = (name: string | undefined) =>
  /^(handler|onRequest|preHandler|resolve|method)$/.test(name ?? '')
/** The name a function is declared or assigned under. */
export const nameOf = (fn: Node): string =>
  fn.id?.name ?? (fn.parent?.type === 'VariableDeclarator' ? (fn.parent.id.name ?? '') : '')
/** `Store.prototype.add = function () {}` */
export const isPrototypeMethod = (parent: Node) =>
  parent.type === 'AssignmentExpression' &&
  isMember(parent.left) &&
  isMember(parent.left.object) &&
  memberName(parent.left.object) === 'prototype'
/** The use that gives the name its value. */
export const isDeclaringUse = (use: Node) =>
  use.parent?.type === 'AssignmentExpression' && use.parent.left === use
/** `module.exports = { … }`, `export default { … }` */
export const isExportedObject = (object: Node | undefined) =>
  object?.parent?.type === 'ExportDefaultDeclaration' ||
  (object?.parent?.type === 'AssignmentExpression' &&
    isMember(object.parent.left) &&
    memberName(object.parent.left) === 'exports')
