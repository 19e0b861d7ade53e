import type { Example } from '../rules/rule.ts'

/** What is changed while requests run and is no state. */
export const harmless: readonly Example[] = [
  {
    name: 'the connection that serverless functions keep',
    files: {
      'db.ts': `
import mongoose from 'mongoose'
let cached = global.mongoose
if (!cached) cached = global.mongoose = { conn: null, promise: null }
export default async function connect() {
  if (cached.conn) return cached.conn
  if (!cached.promise) cached.promise = mongoose.connect(process.env.URL).then((made) => made)
  cached.conn = await cached.promise
  return cached.conn
}`,
      'pages/api/users.ts': `
import connect from '../../db.ts'
export default async function handler(req, res) {
  await connect()
  res.end()
}`,
    },
    finds: [],
  },
  {
    name: 'whether there is a connection',
    files: {
      'db.ts': `
import mongoose from 'mongoose'
const connection = { isConnected: 0 }
export async function connect() {
  if (connection.isConnected) return
  const made = await mongoose.connect(process.env.URL)
  connection.isConnected = made.connections[0].readyState
}`,
      'pages/api/users.ts': `
import { connect } from '../../db.ts'
export default async function handler(req, res) {
  await connect()
  res.end()
}`,
    },
    finds: [],
  },
  {
    name: 'a document that is told where it stands',
    files: {
      'app.js': `
const app = require('express')()
const description = require('./swagger.json')
app.use('/docs', (req, res, next) => {
  description.host = req.get('host')
  next()
})
app.listen(3000)`,
    },
    finds: [],
  },
  {
    name: 'hashes and pages of files of the app',
    files: {
      'files.js': `
const fs = require('fs')
const crypto = require('crypto')
const hashes = new Map()
const pages = {}
exports.hashOf = (file) => {
  if (hashes.has(file)) return hashes.get(file)
  const hash = crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex')
  hashes.set(file, hash)
  return hash
}
exports.reload = (file) => {
  const content = fs.readFileSync(file, 'utf8')
  pages[file] = content
}`,
    },
    finds: [],
  },
  {
    name: 'what a package makes of a name, once for each',
    files: {
      'tokens.js': `
const { getEncoding } = require('js-tiktoken')
const { auth } = require('express-openid-connect')
const tokenizers = {}
const guards = new Map()
exports.tokenizer = (name) => {
  if (tokenizers[name]) return tokenizers[name]
  const tokenizer = getEncoding(name)
  tokenizers[name] = tokenizer
  return tokenizer
}
exports.guard = (req, res, next) => {
  if (!guards.has(req.hostname)) guards.set(req.hostname, auth({ baseURL: req.hostname }))
  guards.get(req.hostname)(req, res, next)
}`,
    },
    finds: [],
  },
  {
    name: 'a model that every use case makes anew',
    files: {
      'order.js': `
module.exports = class Order {
  constructor() {
    this.items = []
  }
  from(row) {
    this.items = row.items.map((item) => item)
    return this
  }
  add(item) {
    this.items.push(item)
  }
}`,
      'post.js': `
const Order = require('./order')
module.exports = async (data) => {
  const order = new Order()
  order.add(data.item)
  await require('./db').save('orders', new Order())
  return new Order().from(data).items
}`,
      'db.js': `
exports.save = async (name, data) => fetch(name, data)`,
    },
    finds: [],
  },
  {
    name: 'a service of one session',
    files: {
      'chats.ts': `
import { Injectable, ProviderScope } from '@graphql-modules/di'
@Injectable({ scope: ProviderScope.Session })
export class Chats {
  private readonly known = new Map<string, string>()
  add(id: string) {
    this.known.set(id, id)
  }
}`,
    },
    finds: [],
  },
  {
    name: 'settings of the process that are asked for with every request',
    files: {
      'app.js': `
const app = require('express')()
const { getGroupName } = require('./settings')
app.get('/', (req, res) => {
  req.app.locals.group = getGroupName()
  res.render('home')
})
app.listen(3000)`,
      'settings.js': `
exports.getGroupName = () => process.env.GROUP ?? 'default'`,
    },
    finds: [],
  },
  {
    name: 'an address that is found out once',
    files: {
      'app.js': `
const metadata = require('metadata')
let audience
async function audienceOf() {
  if (!audience && (await metadata.isAvailable())) {
    audience = '/projects/' + (await metadata.project('id'))
  }
  return audience
}
require('express')().get('/', async (req, res) => res.json(await audienceOf()))`,
    },
    finds: [],
  },
  {
    name: 'a plug-in of a bundler, and the browser’s part of a workspace',
    files: {
      'plugins/manifest.js': `
const fs = require('fs')
let entries = []
module.exports = () => ({
  generateBundle(options, bundle) {
    entries.push(bundle)
    fs.writeFileSync('manifest.json', JSON.stringify(entries))
  },
})`,
      'client/app.ts': `
import { createApp } from 'vue'
import { on } from './bus'
on('x', () => createApp({}))`,
      'client/bus.ts': `
const events = new Map()
export const on = (name, listener) => events.set(name, [listener])`,
    },
    finds: [],
  },
]
