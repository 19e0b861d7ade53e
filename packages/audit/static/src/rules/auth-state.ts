import type { Rule } from './rule.ts'
import { withoutStore } from './store-option.ts'

const message =
  'Logins, grants and tokens are kept in the memory of this process: another instance does not know them, and a restart forgets all.'

export const authState: Rule = {
  id: 'auth-state',
  title: 'Identity servers that keep grants in memory',
  find: ({ program }) =>
    withoutStore(program, {
      category: 'auth-state',
      severity: 'breaks',
      message,
      libraries: [{ name: /^oidc-provider(\.Provider)?#new$/, options: ['adapter'], position: 1 }],
    }),
  examples: [
    {
      name: 'oidc-provider without an adapter',
      files: {
        'server.js':
          "import Provider from 'oidc-provider'\nconst provider = new Provider('http://localhost', { clients: [] })\nprovider.listen(3000)\n",
      },
      finds: [{ file: 'server.js', line: 2, category: 'auth-state' }],
    },
    {
      name: 'oidc-provider with an adapter',
      files: {
        'server.js':
          "import Provider from 'oidc-provider'\nimport { RedisAdapter } from './adapter.js'\nnew Provider('http://localhost', { adapter: RedisAdapter }).listen(3000)\n",
        'adapter.js':
          "import Redis from 'ioredis'\nconst redis = new Redis()\nexport class RedisAdapter {\n  upsert(id, payload) {\n    return redis.set(id, payload)\n  }\n}\n",
      },
      finds: [],
    },
  ],
}
