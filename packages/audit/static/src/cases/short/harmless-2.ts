import type { ShortCase } from './short-case.ts'

export const harmless2: readonly ShortCase[] = [
  [
    'dataloader class per ctx, which is fine',
    [],
    `import DataLoader from 'dataloader'
export const createLoaders = (db) => ({ user: new DataLoader((ids) => db.users(ids)) })`,
  ],
  [
    'require missing relative config read only',
    [],
    `const cfg = require('./generated-config'); require('express')().get('/', (req, res) => res.json(cfg.title))`,
  ],
  [
    'a switch that a setter turns, which is fine',
    [],
    `class Job { constructor() { this.asleep = false; setInterval(() => this.asleep, 1000) } setAsleep(value) { this.asleep = value } }
const job = new Job(); require('express')().get('/', (req, res) => { job.setAsleep(true); res.end() })`,
  ],
  [
    'a Sequelize on an address, beside one on SQLite that is reported, which is fine',
    [],
    {
      'pg.js': `const { Sequelize } = require('sequelize'); module.exports = new Sequelize(process.env.DATABASE_URL, { logging: false })`,
    },
  ],
  [
    'a member of an export that counts, which is fine',
    [],
    `const make = require('some-server'); var io = module.exports = make(3000)
io.on('connection', () => { io.total++ })`,
  ],
]
