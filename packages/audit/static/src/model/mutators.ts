/** Which methods and functions change what they are called on or given, and which hand out a part of it. */
export const adders = new Set([
  'push',
  'unshift',
  'set',
  'add',
  'append',
  'enqueue',
  'addLast',
  'insert',
  'fill',
  'splice',
  'copyWithin',
])
export const removers = new Set(['pop', 'shift', 'delete', 'clear', 'dequeue', 'reverse', 'sort'])
export const elementGetters = new Set([
  'find',
  'get',
  'at',
  'filter',
  'slice',
  'values',
  'entries',
  'concat',
  'reverse',
  'sort',
  'findLast',
  'pop',
  'shift',
  'flat',
])
export const iterators = new Set([
  'forEach',
  'map',
  'find',
  'filter',
  'some',
  'every',
  'flatMap',
  'findIndex',
  'findLast',
  'each',
  'forOwn',
  'mapValues',
])
export const staticMutators =
  /^(Object\.(assign|defineProperty|defineProperties|setPrototypeOf)|(_|lodash)\.(assign|extend|merge|set|remove|pull|pullAt|pullAll|unset|update|defaults|defaultsDeep))$/
export const namedMutators =
  /^(lodash(-es)?|underscore|es-toolkit|es-toolkit\/compat)[./](assign|extend|merge|set|remove|pull|pullAt|pullAll|unset|update|defaults|defaultsDeep)$|^(object-path|dot-prop|dottie|lodash-es)\.(set|setProperty|push|deleteProperty|del)$/
export const staticReaders =
  /^(Object\.(values|entries)|Array\.from|_\.(find|filter|values|first|last|head|get|findLast|sortBy|orderBy|where|findWhere))$/
