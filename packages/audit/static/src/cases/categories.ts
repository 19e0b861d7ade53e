import type { Example } from '../rules/rule.ts'

/** Which kind of state it is, where the name does not say. */
export const categories: readonly Example[] = [
  {
    name: 'a counter that goes up and down again',
    files: {
      'server.js': `
const io = require('socket.io')(3000)
let numUsers = 0
io.on('connection', (socket) => {
  numUsers++
  io.emit('users', numUsers)
  socket.on('disconnect', () => {
    numUsers--
  })
})`,
    },
    finds: [
      { file: 'server.js', line: 2, category: 'realtime' },
      { file: 'server.js', line: 3, category: 'module-state' },
    ],
  },
  {
    name: 'a limit that is kept under another name',
    files: {
      'limit.ts': `
export default function limit(max: number) {
  const db: Record<string, number> = {}
  return (req, res, next) => {
    db[req.ip] = (db[req.ip] ?? 0) + 1
    if (db[req.ip] > max) return res.status(429).end()
    next()
  }
}`,
      'app.ts': `
import express from 'express'
import limit from './limit.ts'
express().use(limit(10)).listen(3000)`,
    },
    finds: [{ file: 'limit.ts', line: 3, category: 'rate-limit' }],
  },
  {
    name: 'players beside the password of a database',
    files: {
      'server.js': `
const io = require('socket.io')(3000)
const db = require('mysql').createConnection({ password: process.env.DB_PASSWORD })
const users = []
io.on('connection', (socket) => {
  users.push({ id: socket.id })
  io.emit('users', users, db.threadId)
})`,
    },
    finds: [
      { file: 'server.js', line: 2, category: 'realtime' },
      { file: 'server.js', line: 4, category: 'module-state' },
    ],
  },
  {
    name: 'numbers that a function of that name gives out',
    files: {
      'app.js': `
const app = require('express')()
let counter = 0
const nextId = () => \`job-\${counter++}\`
app.post('/', (req, res) => res.json(nextId()))`,
    },
    finds: [{ file: 'app.js', line: 3, category: 'sequence' }],
  },
]
