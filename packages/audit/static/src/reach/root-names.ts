/** What frameworks call, as data: which calls register a handler, and which names and places need no registration. */

/** Methods that keep the function they are given and call it with every request, message, event or job. */
export const registrars: ReadonlyMap<string, RootKind> = new Map(
  Object.entries({
    route:
      'get post put patch delete del all use options head route param handle mount prefix register onRequest preHandler addHook addRoute opts',
    socket: 'ws onConnection onconnection upgrade namespace join',
    event:
      'on once addListener prependListener addEventListener subscribe psubscribe onMessage onmessage message event hears action callbackQuery view shortcut command setRequestHandler registerTool tool resource prompt observe collection',
    job: 'process consume addWorker work define task schedule scheduleJob every createFunction eachMessage eachBatch repeat addJob run receive createTask createWorker',
    resolver:
      'query mutation subscription procedure handler resolver resolveType field queryField mutationField objectType extendType fields input output middleware validator',
    call: 'methods publish method addService addMethod serializeUser deserializeUser serialize deserialize verify beforeSave afterSave beforeDelete afterDelete trigger setErrorHandler setNotFoundHandler onError notFound createServer createSecureServer serve listener addContentTypeParser endpoint',
  } satisfies Record<string, string>).flatMap(([kind, names]) =>
    names.split(' ').map((name) => [name, kind as RootKind] as const),
  ),
)

export type RootKind = 'route' | 'socket' | 'event' | 'job' | 'resolver' | 'call' | 'timer' | 'handler'

/** Functions of the language and of frameworks that need no object to register on. */
export const freeRegistrars: ReadonlyMap<string, RootKind> = new Map([
  ...['setInterval', 'setIntervalAsync'].map((name) => [name, 'timer'] as const),
  ...(
    'eventHandler defineEventHandler defineCachedEventHandler cachedEventHandler defineWebSocketHandler defineHandler defineTask defineNitroPlugin ' +
    'createServer serve addEventListener onRequest onCall onSchedule onDocumentWritten onMessagePublished createServerFn defineAction defineMiddleware createMiddleware withAuth auth NextAuth'
  )
    .split(' ')
    .map((name) => [name, 'handler'] as const),
])

/** Packages whose callbacks run in a command line, a build, a test or a page, or at once. */
export const noServer =
  /^(commander|yargs|cac|sade|meow|clipanion|@oclif|oclif|inquirer|@inquirer|prompts|enquirer|listr2?|ora|chalk|minimist|react|preact|vue|svelte|solid-js|@angular|jquery|d3|webpack|rollup|vite|esbuild|gulp|grunt|jest|vitest|mocha|chai|ava|tap|sinon|@jest|@testing-library|playwright|@playwright|cypress|puppeteer|lodash|underscore|ramda|async|bluebird|p-|rxjs|zod|joi|yup|ajv|glob|chokidar|fs|path|stream|readline|child_process|cluster|events|worker_threads|perf_hooks|zlib|util|timers|typescript|@babel|eslint|postcss|handlebars|hbs|nunjucks|ejs|pug|marked|markdown-it|i18next|umzug|sequelize-cli|redux|@reduxjs|zustand|mobx|jotai|swr|@tanstack|@apollo\/client|urql|graphql-tag|immer|yjs|prosemirror|@codemirror|codemirror|monaco|slate|@storybook|storybook|electron|framer-motion)([/.@(#-]|$)/

/** What the language has of its own: its iterators run at once, its page is no server. */
export const noServerGlobals =
  /^global:(window|document|navigator|localStorage|\$|jQuery|Array|Object|Promise|JSON|Map|Set|Reflect|process|console|describe|it|test|before|after|beforeEach|afterEach|cy|chrome|browser)\b/

/** Events that tell of the life of a process or a connection, not of somebody's request. */
export const lifecycle =
  /^(onRoute|onRegister|onReady|onListen|preClose|onClose|error|open|opened|connect|connected|ready|listening|SIG[A-Z0-9]+|exit|beforeExit|uncaughtException|unhandledRejection|warning|reconnecting|reconnected|disconnected|initialized|init|drain|mount|end|finish|data|readable|pipe|spawn)$/

interface Convention {
  /** The file, as a path in the folder. */
  readonly file: RegExp
  /** The names of exports that the framework calls. */
  readonly exports: RegExp
  readonly label: string
}

const verbs = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ALL|fallback'
/** Files that a framework finds by their place. */
export const conventions: readonly Convention[] = [
  {
    file: /(^|\/)app\/(.*\/)?route\.[jt]sx?$/,
    exports: new RegExp(`^(${verbs})$`),
    label: 'Next route',
  },
  {
    file: /(^|\/)app\/.*(page|layout|template|loading|not-found|error|sitemap|robots|opengraph-image)\.[jt]sx?$/,
    exports: /^(default|generate\w+)$/,
    label: 'Next page',
  },
  {
    file: /(^|\/)pages\/api\/.*\.[jt]sx?$/,
    exports: /^(default|module\.exports)$/,
    label: 'Next API route',
  },
  {
    file: /(^|\/)pages\/.*\.[jt]sx?$/,
    exports: /^get(ServerSideProps|StaticProps|StaticPaths|InitialProps)$/,
    label: 'Next page',
  },
  {
    file: /(^|\/)(middleware|proxy)\.[jt]s$/,
    exports: /^(default|middleware|proxy|onRequest|onResponse)$/,
    label: 'middleware',
  },
  {
    file: /(^|\/)instrumentation\.[jt]s$/,
    exports: /^onRequestError$/,
    label: 'Next hook',
  },
  {
    file: /(^|\/)(app\/)?(routes|root|entry\.server)([/.].*)?\.[jt]sx?$/,
    exports: /^(loader|action|headers|default|handleRequest|handleDataRequest)$/,
    label: 'Remix route',
  },
  {
    file: /(^|\/)server\/(api|routes|middleware)\/.*\.[cm]?[jt]s$/,
    exports: /^default$/,
    label: 'Nitro handler',
  },
  {
    file: /(^|\/)\+(server|page\.server|layout\.server|page|layout)\.[jt]s$/,
    exports: new RegExp(`^(load|actions|${verbs})$`),
    label: 'SvelteKit route',
  },
  {
    file: /(^|\/)hooks(\.server)?\.[jt]s$/,
    exports: /^handle(Error|Fetch)?$/,
    label: 'SvelteKit hook',
  },
  {
    file: /(^|\/)src\/(pages|actions)\/.*\.[jt]s$/,
    exports: new RegExp(`^(${verbs}|server)$`),
    label: 'Astro endpoint',
  },
  {
    file: /(^|\/)(api|functions|netlify\/functions|netlify\/edge-functions)\/.*\.[cm]?[jt]sx?$/,
    exports: /^(default|handler|onRequest\w*|module\.exports|main)$/,
    label: 'function',
  },
  { file: /(^|\/)controllers\/.*\.[jt]s$/, exports: /./, label: 'controller' },
  {
    file: /./,
    exports: /^(handler|lambdaHandler|fetch|scheduled|queue|email|tail)$/,
    label: 'function',
  },
]

/** Decorators of classes whose methods a framework calls, and those methods without a decorator of their own. */
export const frameworkMethods =
  /^(canActivate|intercept|transform|use|catch|handleConnection|handleDisconnect|validate|execute|handle|resolve|process|consume|run|perform|onMessage|authenticate|handleRequest|subscribe|fetch|alarm|webSocketMessage|webSocketClose|onRequest|onConnect|onClose|onJoin|onLeave|onAuth)$/
/** Decorators of methods that are no door for requests. */
export const notDoors =
  /^(HostListener|Input|Output|OnModuleInit|BeforeInsert|AfterLoad|AfterInsert|BeforeUpdate|AfterUpdate|Column|Field|ApiProperty|computed|action|observable|bound|autobind|Memoize|memoize|PostConstruct|PreDestroy|property|state|query|Watch|Prop|Emit|tracked|Hook|Step|Given|When|Then)$/
/** Base classes whose overrides nobody but the app calls. */
export const plainBases =
  /^(global:|react|vue|@angular|preact|lit|events|eventemitter|stream|typeorm|sequelize|mongoose|@mikro-orm|objection|zod|commander|yargs|@oclif|webpack|typescript|vitest|jest|prosemirror|@tiptap|yjs|@codemirror|three|phaser|i18next|graphql)/
