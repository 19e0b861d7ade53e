import type { Example } from '../rules/rule.ts'

export const secretsAndFiles: readonly Example[] = [
  {
    name: 'a secret in the constructor of a service',
    files: {
      'token.service.ts': `
import { randomBytes } from 'node:crypto'
export class TokenService {
  private readonly signingKey = randomBytes(32)
  sign = (text: string) => text + this.signingKey.toString('hex')
}
export const tokens = new TokenService()`,
    },
    finds: [{ file: 'token.service.ts', line: 4, category: 'per-boot-secret' }],
  },
  {
    name: 'the secret of a session, made in its options',
    files: {
      'app.js': `
const session = require('express-session')
const { v4: uuid } = require('uuid')
const MongoStore = require('connect-mongo')
require('express')().use(
  session({
    secret: process.env.SESSION_SECRET || uuid(),
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
)`,
    },
    finds: [{ file: 'app.js', line: 7, category: 'per-boot-secret', conditional: 'SESSION_SECRET' }],
  },
  {
    name: 'ids of requests and instances, salts, codes',
    files: {
      'ids.js': `
const { randomUUID, randomBytes } = require('crypto')
const instanceId = randomUUID()
const app = require('express')()
app.use((req, res, next) => {
  req.id = randomUUID()
  res.set('x-instance', instanceId)
  next()
})
app.post('/reset', (req, res) => {
  const resetToken = randomBytes(20).toString('hex')
  const salt = randomBytes(16)
  res.json({ resetToken, salt })
})`,
    },
    finds: [],
  },
  {
    name: 'users in a JSON file',
    files: {
      'users.js': `
const fs = require('fs')
let users = require('./users.json')
exports.create = (user) => {
  user.id = users.length ? Math.max(...users.map((x) => x.id)) + 1 : 1
  users.push(user)
  save()
}
function save() {
  fs.writeFileSync('users.json', JSON.stringify(users))
}`,
      'api.js': `
const users = require('./users')
require('express')().post('/', (req, res) => res.json(users.create(req.body)))`,
    },
    finds: [
      { file: 'users.js', line: 3, category: 'module-state' },
      { file: 'users.js', line: 5, category: 'sequence' },
      { file: 'users.js', line: 10, category: 'local-file' },
    ],
  },
  {
    name: 'multer with a folder of its own making, or S3',
    files: {
      'upload.js': `
const multer = require('multer')
const s3 = require('multer-s3')
const local = multer.diskStorage({
  destination: 'uploads/',
})
const upload = multer({ storage: process.env.BUCKET ? s3({ bucket: process.env.BUCKET }) : local })
module.exports = upload`,
    },
    finds: [{ file: 'upload.js', line: 4, category: 'local-file' }],
  },
  {
    name: 'a picture made smaller and written to the disk',
    files: {
      'avatar.ts': `
import sharp from 'sharp'
import express from 'express'
express().post('/avatar', async (req, res) => {
  await sharp(req.body).resize(100).toFile('public/avatars/' + req.query.id)
  res.end()
})`,
    },
    finds: [{ file: 'avatar.ts', line: 5, category: 'local-file' }],
  },
  {
    name: 'logs in a file',
    files: {
      'logger.js': `
const winston = require('winston')
module.exports = winston.createLogger({
  transports: [
    new winston.transports.Console(),
    new winston.transports.File({ filename: 'error.log' }),
  ],
})`,
    },
    finds: [{ file: 'logger.js', line: 6, category: 'local-file' }],
  },
  {
    name: 'a database in a file, or in memory where none is configured',
    files: {
      'db.ts': `
import { DataSource } from 'typeorm'
import Database from 'better-sqlite3'
export const source = new DataSource({ type: 'better-sqlite3', database: 'app.db' })
export const sessions = new Database('sessions.db')`,
      'pg.ts': "import { DataSource } from 'typeorm'\nexport const pg = new DataSource({ type: 'postgres' })",
    },
    finds: [
      { file: 'db.ts', line: 4, category: 'embedded-db' },
      { file: 'db.ts', line: 5, category: 'embedded-db' },
    ],
  },
  {
    name: 'a job that takes a lock first',
    files: {
      'jobs.js': `
const redlock = require('./redlock')
setInterval(async () => {
  const lock = await redlock.acquire(['clean'], 1000)
  await require('./db').clean()
  await lock.release()
}, 60000)`,
      'redlock.js': "module.exports = new (require('redlock'))([])",
      'db.js': "exports.clean = async () => require('pg').query('delete')",
    },
    finds: [],
  },
]
