import { expect, it } from 'vitest'
import { findInProgram } from '../find-in-program.ts'
import { programOfSources } from './program-of-sources.ts'

it('ends where options are spread into each other', () => {
  const source =
    "const session = require('express-session')\nlet a = { x: 1 }\nlet b = { ...a }\na = { ...b, ...a }\nrequire('express')().use(session({ ...a }))\n"

  expect(findInProgram(programOfSources({ 'app.js': source })).length).toBeLessThan(3)
})
