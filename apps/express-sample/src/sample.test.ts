import { randomBytes } from 'node:crypto'
import { type LocalCloud, startLocalCloud } from '@unsticky/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSample, startSample } from './testing/start-sample.ts'
import { createVisitor } from './testing/visitor.ts'

const picture = Buffer.from('89504e470d0a1a0a', 'hex')

/** What a visitor expects, each as a question that two instances answer with yes or no. */
const expectations: Readonly<Record<string, (sample: RunningSample) => Promise<boolean>>> = {
  'the other instance knows the cart': async ({ urls: [one, two] }) => {
    const visitor = createVisitor()
    await visitor.post(`${one}/cart/board`)
    return (await visitor.cart(two)).board === 1
  },
  'ten additions at once all count': async ({ urls }) => {
    const visitor = createVisitor()
    await visitor.post(`${urls[0]}/cart/board`)
    await Promise.all(Array.from({ length: 10 }, (_, turn) => visitor.post(`${urls[turn % 2]}/cart/board`)))
    return (await visitor.cart(urls[0])).board === 11
  },
  'a restart forgets nothing': async ({ urls: [one], restart }) => {
    const visitor = createVisitor()
    await visitor.post(`${one}/cart/board`)
    await restart(0)
    return (await visitor.cart(one)).board === 1
  },
  'the other instance has the picture': async ({ urls: [one, two] }) => {
    const visitor = createVisitor()
    await visitor.ask(`${one}/picture`, {
      method: 'PUT',
      body: picture,
      headers: { 'content-type': 'image/png' },
    })
    return (await visitor.ask(`${two}/picture`)).status === 200
  },
  'the last five are sold once, under different numbers': async ({ urls }) => {
    const buy = async (turn: number) => {
      const [visitor, url] = [createVisitor(), urls[turn % 2]]
      await visitor.post(`${url}/cart/kettle`)
      const answer = await visitor.post(`${url}/orders`)
      return answer.status === 201 ? [((await answer.json()) as { number: string }).number] : []
    }
    const numbers = (await Promise.all(Array.from({ length: 12 }, (_, turn) => buy(turn)))).flat()
    return numbers.length === 5 && new Set(numbers).size === 5
  },
}

async function answersOf(sample: RunningSample): Promise<Record<string, boolean>> {
  const answers: Record<string, boolean> = {}
  for (const [question, ask] of Object.entries(expectations)) answers[question] = await ask(sample)
  return answers
}

const all = (answer: boolean) =>
  Object.fromEntries(Object.keys(expectations).map((question) => [question, answer]))

describe('the sample before, two instances', () => {
  it('disappoints every one of these expectations', async () => {
    await using sample = await startSample('before.ts')

    expect(await answersOf(sample)).toEqual(all(false))
  })
})

describe('the sample on real stores, two instances', () => {
  let cloud: LocalCloud
  beforeAll(async () => {
    cloud = await startLocalCloud()
  })
  afterAll(() => cloud?.stop())

  const env = () => ({
    ...cloud.env,
    VALKEY_URL: cloud.valkeyCarts.url.replace('//', `//:${cloud.valkeyCarts.password}@`),
    PICTURES_BUCKET: cloud.outputs.FilesBucket,
    SESSION_SECRET: randomBytes(32).toString('hex'),
  })

  it('with its sessions moved out finds the cart anywhere, and loses additions that overlap', async () => {
    await using sample = await startSample('session-moved.ts', env())
    const { 'ten additions at once all count': allCount, ...answers } = await answersOf(sample)

    expect(allCount).toBe(false)
    expect(answers).toEqual({
      'the other instance knows the cart': true,
      'a restart forgets nothing': true,
      'the other instance has the picture': false,
      'the last five are sold once, under different numbers': false,
    })
  })

  it('with its cart moved out keeps every addition', async () => {
    await using sample = await startSample('cart-moved.ts', env())

    expect(await answersOf(sample)).toEqual({
      'the other instance knows the cart': true,
      'ten additions at once all count': true,
      'a restart forgets nothing': true,
      'the other instance has the picture': false,
      'the last five are sold once, under different numbers': false,
    })
  })

  it('with everything moved out meets all of them', async () => {
    await using sample = await startSample('after.ts', env())

    expect(await answersOf(sample)).toEqual(all(true))
  })

  it('says so when the store does not answer, instead of showing an empty cart', async () => {
    await using sample = await startSample('after.ts', env())
    const visitor = createVisitor()
    await visitor.post(`${sample.urls[0]}/cart/board`)

    cloud.valkeyCarts.freeze()
    const answer = await visitor.ask(`${sample.urls[1]}/cart`)
    cloud.valkeyCarts.thaw()

    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
    await expect.poll(() => visitor.cart(sample.urls[1]), { timeout: 30_000 }).toEqual({ board: 1 })
  })
})
