/** `node packages/stores/secrets-manager/src/rotate.ts <secret>`: puts a new cookie key in front of the others. */

import { createSecretsClient } from './connection/secrets-client.ts'
import { rotateCookieKeys } from './cookie-keys/rotate-cookie-keys.ts'

const [secretId] = process.argv.slice(2)
if (!secretId) {
  console.error('Which secret? node packages/stores/secrets-manager/src/rotate.ts <name or ARN>')
  process.exit(2)
}
const client = createSecretsClient()
const count = await rotateCookieKeys({ client, secretId })
client.destroy()
console.log(`The secret has a new key in front, ${count} keys in all. It signs once every instance knows it.`)
