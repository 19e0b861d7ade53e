import type { ShortCase } from './short-case.ts'

export const listsAndCounters3: readonly ShortCase[] = [
  [
    'rooms in a Map of its own class, kept in a private field',
    ['module-state'],
    `class Rooms extends Map { set(id, room) { return super.set(String(id), room) } get(id) { return super.get(String(id)) } }
class Room { count = 0; join() { this.count++ } }
class Service { #boards = new Rooms(); join(id) { const all = this.#boards; if (!all.has(id)) all.set(id, new Room()); all.get(id).join() } }
const service = new Service(); require('express')().post('/', (req, res) => { service.join(req.body.id); res.end() })`,
  ],
  [
    'a server module that takes cache from react',
    ['module-state'],
    {
      'src/server/store.ts': `import { cache } from 'react'
const drafts: string[] = []
export const read = cache(() => drafts)
export const add = (text: string) => { drafts.push(text) }`,
      'app/api/route.ts': `import { NextResponse } from 'next/server'
import { add } from '../../src/server/store'
export async function POST(request) { add(await request.text()); return NextResponse.json({}) }`,
    },
  ],
  [
    'counts that are handed on by a timer',
    ['module-state'],
    `import express from 'express'
import pg from 'pg'
let unsaved = 0
express().post('/', (req, res) => { unsaved++; res.end() })
function flush() { if (unsaved) { pg.query("UPDATE stats SET n = n + $1", [unsaved]); unsaved = 0 } }
setInterval(flush, 1000)`,
  ],
  [
    'a client made of what one request brought',
    ['module-state'],
    `const OAuthClient = require('intuit-oauth'); const app = require('express')(); let oauthClient = null
app.get('/auth', (req, res) => { oauthClient = new OAuthClient({ clientId: req.query.id }); res.send(oauthClient.authorizeUri()) })`,
  ],
  [
    'a list whose name is only handed to a helper before it is filled',
    ['module-state'],
    `import express from 'express'
import { freeId, blank } from './helpers/ids'
const boards = {}
function insert() { const id = freeId(boards); const board = blank({ id }); boards[id] = board; return board }
express().post('/', (req, res) => res.json(insert()))`,
  ],
  [
    'what a graph of langchain remembers',
    ['module-state'],
    `import { MemorySaver } from '@langchain/langgraph'
import express from 'express'
const memory = new MemorySaver()
express().post('/', (req, res) => res.json(memory.put(req.body)))`,
  ],
]
