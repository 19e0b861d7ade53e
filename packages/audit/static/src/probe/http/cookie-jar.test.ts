import { expect, it } from 'vitest'
import { changesOf, createCookieJar } from './cookie-jar.ts'

it('keeps cookies as a browser does: by name and path, until they expire or are cleared', () => {
  let time = 1000
  const jar = createCookieJar({ now: () => time })
  jar.keep(
    ['sid=a=b; Path=/; HttpOnly', 'short=1; Max-Age=1; Path=/', 'admin=1; Path=/admin', 'here=1'],
    '/shop/login',
  )

  expect(jar.header('/')).toBe('sid=a=b; short=1')
  expect(jar.header('/admin/users?x=/')).toBe('admin=1; sid=a=b; short=1')
  expect(jar.header('/administrator')).toBe('sid=a=b; short=1')
  expect(jar.header('/shop/cart')).toBe('here=1; sid=a=b; short=1')

  time += 1001
  jar.keep(['sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], '/')
  expect(jar.header('/')).toBeUndefined()
})

it('tells a cleared cookie from a new one', () => {
  expect(changesOf(['sid=; Max-Age=0', 'other=1'])).toEqual([
    { name: 'sid', isCleared: true },
    { name: 'other', isCleared: false },
  ])
})
