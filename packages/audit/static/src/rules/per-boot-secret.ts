import {
  calledName,
  enclosingFunction,
  isCall,
  isFunction,
  isMember,
  keyName,
  memberName,
  type Node,
} from '../model/ast.ts'
import { namesIn } from '../model/bindings.ts'
import { environmentNameIn } from '../model/environment.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'

const message =
  'The secret is made when the process starts: what one instance signed is forged to the others, and a restart makes everything signed before invalid.'
const makers =
  /^(crypto\.(randomBytes|randomUUID|generateKeyPairSync|generateKeySync|generateKeyPair|generateKey|randomFillSync|getRandomValues)|global:crypto\.(randomUUID|getRandomValues|subtle\.generateKey)|global:Math\.random|uuid\.v[147]|uuid|uuid\/v[14]|nanoid(\.nanoid)?|crypto-random-string|randomstring\.generate|jose\.(generateKeyPair|generateSecret)|uid-safe(\.sync)?|shortid\.generate|cuid|@paralleldrive\/cuid2\.createId|hat|rand-token\.(generate|uid)|secure-random|node-forge\.\w+.*generateKeyPair|node-jose\.JWK\.\w*generate|webcrypto\.getRandomValues|web-push\.generateVAPIDKeys)\(\)$/
const secretName =
  /secret|jwt_?key|sign(ing)?_?key|private_?key|cookie_?(key|password)|session_?(key|password)|encrypt(ion)?_?key|hmac|pepper|master_?key|api_?key|auth_?key|^keys?$|keypair|key_?pair|vapid|csrf|cookiekeys|(access|admin|api|auth)_?token$|admin_?password|password$/i
const notSecret =
  /salt|nonce|iv$|request_?id|instance|worker|boundary|filename|suffix|prefix|trace|correlation/i

export const perBootSecret: Rule = {
  id: 'per-boot-secret',
  title: 'Secrets made at boot',
  *find({ program }) {
    const seen = new Set<Node>()
    for (const { name, node } of packageCalls(program)) {
      if (!makers.test(name) || !isMadeAtBoot(program, node)) continue
      const target = secretAround(node)
      const place = target
      if (!place || seen.has(place)) continue
      seen.add(place)
      yield {
        node: place,
        category: 'per-boot-secret',
        severity: 'breaks',
        message,
        conditional: conditionOf(program, node),
      }
    }
  },
  examples: [
    {
      name: 'a fallback where the variable is missing',
      files: {
        'config.ts':
          "import { randomBytes } from 'node:crypto'\nexport const config = {\n  port: 3000,\n  jwtSecret: process.env.JWT_SECRET ?? randomBytes(32).toString('hex'),\n}\n",
      },
      finds: [{ file: 'config.ts', line: 4, category: 'per-boot-secret', conditional: 'JWT_SECRET' }],
    },
    {
      name: 'made in a function that boot calls',
      files: {
        'keys.js':
          "const crypto = require('crypto')\nfunction makeKeys() {\n  const secret = crypto.randomBytes(16)\n  return [secret]\n}\nmodule.exports = makeKeys()\n",
      },
      finds: [{ file: 'keys.js', line: 3, category: 'per-boot-secret' }],
    },
    {
      name: 'salts, and tokens of a request',
      files: {
        'auth.js':
          "const crypto = require('crypto')\nexports.hash = (password) => {\n  const salt = crypto.randomBytes(16)\n  return crypto.scryptSync(password, salt, 32)\n}\nexports.issue = (req, res) => {\n  const token = crypto.randomBytes(32)\n  res.send(token)\n}\n",
      },
      finds: [],
    },
  ],
}

/** A function that nobody is seen to call makes it once only if it hands it on in functions of its own. */
function isMadeAtBoot(program: Program, node: Node): boolean {
  const phase = program.phaseOf(node)
  const fn = enclosingFunction(node)
  return phase === 'boot' || (phase === 'unknown' && fn !== undefined && program.isFactory(fn))
}

/** The variable, property or assignment with a secret's name that the random value goes into. */
function secretAround(made: Node): Node | undefined {
  for (let at = made; at.parent; at = at.parent) {
    const { parent } = at
    if (isFunction(parent)) return undefined
    if (isCall(parent) && /^(cookieParser|Keygrip)$/.test(calledName(parent) ?? '')) return parent
    if (parent.type === 'VariableDeclarator' && parent.init === at)
      return [...namesIn(parent.id)].some(({ node }) => isSecret(node.name))
        ? statement(parent)
        : flowsToSecret(parent, made)
    if (parent.type === 'Property' && parent.value === at && keyName(parent)) {
      if (isSecret(keyName(parent))) return parent
      if (notSecret.test(keyName(parent) ?? '')) return undefined
    }
    if (parent.type === 'PropertyDefinition' && parent.value === at)
      return isSecret(keyName(parent)) ? parent : undefined
    if (parent.type === 'AssignmentExpression' && parent.right === at) {
      const name = isMember(parent.left) ? memberName(parent.left) : parent.left.name
      return isSecret(name) ? parent : undefined
    }
  }
  return undefined
}

const isSecret = (name: string | undefined) =>
  name !== undefined && secretName.test(name) && !notSecret.test(name)

/** `const random = …; config.secret = random` in the same block. */
function flowsToSecret(declarator: Node, made: Node): Node | undefined {
  const name = declarator.id.name
  const block = declarator.parent?.parent?.body
  if (!name || !Array.isArray(block) || !made) return undefined
  const target = block.find((next: Node) => {
    const assignment =
      next.type === 'ExpressionStatement' && next.expression.type === 'AssignmentExpression'
        ? next.expression
        : undefined
    if (!assignment || assignment.right.name !== name) return false
    return isSecret(isMember(assignment.left) ? memberName(assignment.left) : assignment.left.name)
  })
  return target && declarator.parent
}

const statement = (declarator: Node) =>
  declarator.parent?.declarations.length === 1 ? declarator.parent : declarator

function conditionOf(program: Program, made: Node): string | undefined {
  for (let at = made; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at
    if (parent.type === 'LogicalExpression' && parent.right === at)
      return environmentNameIn(program, parent.left)
    if (/^(ConditionalExpression|IfStatement)$/.test(parent.type) && parent.test !== at)
      return environmentNameIn(program, parent.test)
  }
  return undefined
}

export type SecretDraft = Draft
