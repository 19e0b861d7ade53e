import type { Node } from '../model/ast.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import type { Rule } from './rule.ts'

const message =
  'The store lives in this process: another instance has another one, and a restart begins with an empty one.'
const stores =
  /^(redux\.(createStore|legacy_createStore)|@reduxjs\/toolkit\.configureStore|zustand\/vanilla\.createStore|nanostores\.(map|atom)|valtio\/vanilla\.proxy|mobx\.observable|feathers-memory(\.memory)?|@feathersjs\/memory\.memory)\(\)$|^@feathersjs\/memory\.MemoryService#new$/

export const storeLibrary: Rule = {
  id: 'store-library',
  title: "Libraries that keep an app's data in memory",
  *find({ program }) {
    for (const { name, node } of packageCalls(program)) {
      if (name === 'rxjs.BehaviorSubject#new' && isChangedLate(program, node))
        yield { node, category: 'module-state', severity: 'breaks', message }
      else if (stores.test(name) && program.phaseOf(node) !== 'request')
        yield { node, category: 'module-state', severity: 'breaks', message }
    }
  },
  examples: [
    {
      name: 'matches of a game server in Redux',
      files: {
        'server.js':
          "const { WebSocketServer } = require('ws')\nconst { createStore } = require('redux')\nconst reducer = require('./reducer')\nconst store = createStore(reducer)\nnew WebSocketServer({ port: 1 }).on('connection', (ws) => ws.on('message', (text) => store.dispatch({ type: 'move', text })))\n",
        'reducer.js': 'module.exports = (state = {}, action) => ({ ...state, [action.text]: 1 })\n',
      },
      finds: [{ file: 'server.js', line: 4, category: 'module-state' }],
    },
    {
      name: 'a store for the page that one request renders',
      files: {
        'server.js':
          "const express = require('express')\nconst { createStore } = require('redux')\nexpress().get('*', (req, res) => {\n  const store = createStore((state) => state, { user: req.user })\n  res.send(JSON.stringify(store.getState()))\n})\n",
      },
      finds: [],
    },
  ],
}

/** `subject.next(value)` by a request: what it holds is the latest value. */
const isChangedLate = (program: Program, made: Node) =>
  program.phaseOf(made) !== 'request' &&
  program
    .membersByName('next')
    .some(
      (member) =>
        program.phaseOf(member) === 'request' &&
        program.trace(member.object).some((value) => value.kind === 'external' && value.node === made),
    )
