import type { Example } from '../rules/rule.ts'

/** What a timer does: work of everybody, or a look at its own. */
export const timers: readonly Example[] = [
  {
    name: 'work on a database, in a callback style',
    files: {
      'app.js': `
const mongoose = require('mongoose')
const User = mongoose.model('User', {})
require('express')().listen(3000)
setInterval(() => {
  User.deleteMany({ expired: true }, () => {})
}, 1000)`,
    },
    finds: [{ file: 'app.js', line: 5, category: 'scheduler' }],
  },
  {
    name: 'the steps of a game',
    files: {
      'app.js': `
const io = require('socket.io')(3000)
const { Engine } = require('matter-js')
const engine = Engine.create()
setInterval(() => {
  Engine.update(engine, 16)
  io.emit('world', engine.world)
}, 16)`,
    },
    finds: [{ file: 'app.js', line: 2, category: 'realtime' }],
  },
  {
    name: 'a job that begins itself again',
    files: {
      'app.js': `
require('express')().listen(3000)
const db = require('./db')
async function work() {
  await db.clean()
  setTimeout(work, 60_000)
}
work()`,
      'db.js': `
const { Pool } = require('pg')
const pool = new Pool()
exports.clean = () => pool.query('delete from sessions')`,
    },
    finds: [{ file: 'app.js', line: 6, category: 'scheduler' }],
  },
  {
    name: 'a connection that is tried again',
    files: {
      'app.js': `
require('express')().listen(3000)
const client = require('./client')
async function open() {
  const isOpen = await client.connect()
  if (!isOpen) setTimeout(open, 1000)
}
open()`,
      'client.js': `
exports.connect = async () => Boolean(await fetch('http://store'))`,
    },
    finds: [],
  },
  {
    name: 'an interval that begins a little later',
    files: {
      'app.js': `
const { clean } = require('./db')
require('express')().listen(3000)
setTimeout(() => {
  setInterval(clean, 60_000)
}, 5000)`,
      'db.js': `
exports.clean = async () => {
  await fetch('http://db/clean')
}`,
    },
    finds: [{ file: 'app.js', line: 5, category: 'scheduler' }],
  },
]
