import { expect, it } from 'vitest'
import { isPackageManager, originOf } from './record.ts'

it('finds the line of the app and the package that stands between', () => {
  const stack = [
    'Error',
    '    at Object.apply (node:internal/x:1:1)',
    '    at store.set (/app/node_modules/@scope/file-store/lib/index.js:10:5)',
    '    at node:internal/process/task_queues:89:21',
    '    at async handler (file:///app/src/routes%20a/cart.js:42:7)',
    '    at /app/server.js:1:1',
  ].join('\n')

  expect(originOf(stack)).toEqual({ file: '/app/src/routes a/cart.js', line: 42, via: '@scope/file-store' })
  expect(originOf('Error\n    at /app/server.js:7:1')).toEqual({
    file: '/app/server.js',
    line: 7,
    via: undefined,
  })
  expect(originOf('Error\n    at node:fs:1:1')).toEqual({ via: undefined })
})

it('leaves the package manager alone that starts the app', () => {
  expect(isPackageManager('/usr/lib/node_modules/npm/bin/npm-cli.js')).toBe(true)
  expect(isPackageManager('/app/server.js')).toBe(false)
})
