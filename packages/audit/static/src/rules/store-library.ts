import type { Node } from '../model/ast.ts'
import { mutationsOf } from '../model/flow.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import type { Rule } from './rule.ts'
import { lateUsesOf } from './uses-of-made.ts'

const message =
  'The store lives in this process: another instance has another one, and a restart begins with an empty one.'
const stores =
  /^(redux\.(createStore|legacy_createStore)|@reduxjs\/toolkit\.configureStore|zustand\/vanilla\.createStore|nanostores\.(map|atom)|valtio\/vanilla\.proxy|mobx\.observable|feathers-memory(\.memory)?|@feathersjs\/memory\.memory)\(\)$|^@feathersjs\/memory\.MemoryService#new$/

const reactive = /^(vue|@vue\/reactivity)\.(reactive|ref|shallowReactive|shallowRef)\(\)$/
const searchers = /^@(orama|lyrasearch)\/(orama|lyra)\.create\(\)$/

export const storeLibrary: Rule = {
  id: 'store-library',
  title: "Libraries that keep an app's data in memory",
  *find({ program }) {
    for (const { name, node } of packageCalls(program)) {
      if (reactive.test(name) && isWrittenLate(program, node))
        yield { node, category: 'module-state', severity: 'breaks', message }
      else if (searchers.test(name) && isFilledLate(program, node))
        yield { node, category: 'cache', severity: 'degrades', message }
      else if (name === 'rxjs.BehaviorSubject#new' && isChangedLate(program, node))
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
  program.phaseOf(made) !== 'request' && lateUsesOf(program, made, 'next').length > 0

/** A `reactive` or `ref` of a module of the server that a request writes to; in a page it is the visitor's own. */
const isWrittenLate = (program: Program, made: Node) => {
  const binding =
    made.parent?.type === 'VariableDeclarator' && made.parent.id.type === 'Identifier'
      ? program.moduleOf(made).bindingOf.get(made.parent.id)
      : undefined
  return (
    binding !== undefined &&
    !binding.scopeFunction &&
    mutationsOf(program, program.usesOf(binding)).some(({ node }) => program.phaseOf(node) === 'request')
  )
}

/** `insert(index, doc)` by a request. */
const isFilledLate = (program: Program, made: Node) =>
  packageCalls(program).some(
    ({ name, node, arguments: [index] }) =>
      /\.(insert|insertMultiple|update|remove)\(\)$/.test(name) &&
      program.phaseOf(node) === 'request' &&
      index !== undefined &&
      program.trace(index).some((value) => value.kind === 'external' && value.node === made),
  )
