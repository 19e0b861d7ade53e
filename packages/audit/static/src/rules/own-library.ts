import { groupBy } from '../group.ts'
import { guardOf } from '../model/environment.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import type { OwnLibrary } from '../settings/settings.ts'
import { anyOption, type PackageCall, packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'

/** Libraries and wrappers that a team names in its settings file. */
export const ownLibrary: Rule = {
  id: 'own-library',
  title: 'Libraries named in the settings of the team',
  *find({ program }) {
    const byName = groupBy(program.settings.libraries, nameOf)
    if (byName.size === 0) return
    for (const call of packageCalls(program))
      for (const library of byName.get(call.name) ?? []) yield* judged(program, call, library)
  },
  examples: [
    {
      name: 'a library that nobody named',
      files: { 'app.js': "const box = require('@acme/box')()\nrequire('express')().get('/', box)\n" },
      finds: [],
    },
  ],
}

/** `new Cache` of `@acme/cache` → `@acme/cache.Cache#new` */
function nameOf({ package: root, call }: OwnLibrary): string {
  if (call === 'register') return `register ${root}`
  const isNew = /^new\b/.test(call)
  const path = call.replace(/^new\s*/, '').replace(/\(\)$/, '')
  return `${root}${path ? `.${path}` : ''}${isNew ? '#new' : '()'}`
}

function* judged(
  program: Program,
  { node, arguments: passed }: PackageCall,
  library: OwnLibrary,
): Iterable<Draft> {
  if (program.phaseOf(node) === 'request' || passed.some((argument) => isShared(program, argument))) return
  const store = anyOption(program, passed[library.position], library.sharedBy)
  if (store.given === 'yes') return
  const conditional = store.conditional ?? guardOf(program, node)
  yield {
    node,
    category: library.category,
    severity: store.given === 'no' ? library.severity : 'check',
    message: `${library.keeps} is kept in this process: another instance has its own, and a restart begins anew.`,
    conditional,
    evidence: store.values,
  }
}

const isShared = (program: Program, argument: PackageCall['node']) =>
  namesOf(program.trace(argument)).some((name) =>
    program.settings.sharedStores.some(
      (store) => name === store || (/^[.#(/]/.test(name.slice(store.length)) && name.startsWith(store)),
    ),
  )
