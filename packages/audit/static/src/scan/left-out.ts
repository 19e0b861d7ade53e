const tools =
  'webpack|rollup|vite|vitest|jest|babel|next|nuxt|svelte|tailwind|postcss|eslint|prettier|stylelint|playwright|cypress|tsup|tsdown|esbuild|drizzle|commitlint|lint-staged|release|metro|craco|vue|astro|remix|react-router|karma|wdio|codegen|size-limit|typedoc|docusaurus|knip|uno|unocss|windi|orval|i18n|sentry|nodemon|mocha|ava|nyc|c8|stencil|snowpack|quasar|capacitor|gatsby|open-next|pm2|ecosystem|rspack|rsbuild|swc|serverless|trigger|contentlayer|velite|plopfile|changelog|dependency-cruiser|sst'
const toolSettings = new RegExp(
  `(^|/)((${tools})[\\w.-]*\\.config[\\w.-]*|\\.[\\w-]+rc|gulpfile|gruntfile|webpack[\\w.-]*|rollup[\\w.-]*|karma\\.conf|ecosystem[\\w.-]*)\\.[cm]?[jt]s$|(^|/)\\.[^/]+\\.[cm]?js$`,
  'i',
)

/** What is no server code by its path, each with what the report calls it. */
const reasons: readonly (readonly [string, RegExp])[] = [
  [
    'tests and fixtures',
    /(^|\/)(tests?|__tests?__|__mocks__|mocks?|specs?|e2e|cypress|playwright|fixtures?|__fixtures__|test-utils?|testing|benchmarks?|bench|loadtests?)\/|[.-](test|spec|integration|e2e-spec|e2e|bench|mock|stories)\.[cm]?[jt]sx?$|(^|\/)(tests?|jest\.setup|vitest\.setup|setupTests)\.[cm]?[jt]sx?$|_test\.[cm]?[jt]sx?$/i,
  ],
  [
    'build output',
    /(^|\/)(dist|build|out|output|lib-cov|coverage|\.next|\.nuxt|\.output|\.svelte-kit|\.turbo|\.cache|\.vercel|\.serverless|storybook-static|generated|__generated__)\/|\.min\.[cm]?js$|\.bundle\.js$/,
  ],
  [
    'browser code',
    /(^|\/)(public|static|assets|vendor|bower_components|wwwroot|htdocs|javascripts|www\/(js|scripts))\/|(^|\/)\.storybook\//,
  ],
  ['settings of tools', toolSettings],
]

export const leftOutReason = (file: string): string | undefined =>
  reasons.find(([, pattern]) => pattern.test(file))?.[0]
