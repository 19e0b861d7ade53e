import { describe, expect, it } from 'vitest'
import { classify } from './classify.ts'
import { formatEvent, type HistoryEvent, parseHistory } from './events.ts'
import { createLedger } from './ledger.ts'
import { operationsByShopper } from './operations.ts'

const ledgerOf = (shopper = 'ada', write?: (event: HistoryEvent) => void) =>
  createLedger({ shopper, now: () => 1_800_000_000_000, write })

describe('classify', () => {
  it.each([
    ...[200, 201, 204].map((status) => [status, 'ok'] as const),
    ...[400, 401, 403, 404, 422, 429].map((status) => [status, 'fail'] as const),
    ...[0, 302, 408, 409, 425, 499, 500, 502, 503, 504].map((status) => [status, 'info'] as const),
  ])('takes %i for %s', (status, outcome) => {
    expect(classify(status)).toBe(outcome)
  })

  it('takes a 409 that does not ask to come again for a refusal', () => {
    expect(classify(409, { saysRetry: false })).toBe('fail')
    expect(classify(409, { saysRetry: true })).toBe('info')
  })
})

describe('ledger', () => {
  it('writes down each act before it is sent and after it ended, in order', () => {
    const written: HistoryEvent[] = []
    const ledger = ledgerOf('ada', (event) => written.push(event))
    const adding = ledger.invoke(
      'addToCart',
      { productId: 'tea', quantity: 1 },
      { process: 'phone', key: 'k1' },
    )
    ledger.invoke('readCart').answered(503)
    adding.answered(200, () => ({ revision: 1 }), { instance: 'i1' })
    expect(written).toEqual(ledger.events())
    expect(written.map(({ index, op, type }) => [index, op, type])).toEqual([
      [0, 0, 'invoke'],
      [1, 1, 'invoke'],
      [2, 1, 'info'],
      [3, 0, 'ok'],
    ])
    expect(written[3]).toMatchObject({
      process: 'phone',
      key: 'k1',
      status: 200,
      instance: 'i1',
      value: { revision: 1 },
    })
  })

  it('does not ask what an answer shows unless it is an acknowledgement', () => {
    const show = () => {
      throw new Error('an error page is no cart')
    }
    expect(ledgerOf().invoke('readCart').answered(500, show)).toBe('info')
  })

  it('refuses to write the end of an act down twice', () => {
    const act = ledgerOf().invoke('readCart')
    act.fail()
    expect(() => act.ok()).toThrow(/written down twice/)
  })
})

describe('history', () => {
  it('comes back from its lines as it was', () => {
    const ledger = ledgerOf()
    ledger.invoke('addToCart', { productId: 'Tee "grün"\n', quantity: 1 }).ok()
    const text = ledger.events().map(formatEvent).join('\n')
    expect(parseHistory(`${text}\n`)).toEqual(ledger.events())
  })

  it.each([
    ['cut off', '{"shopper":"ada","process":"phone","type":"inv', /Line 1 of the history is no JSON object/],
    [
      'without a shopper',
      '{"process":"phone","f":"x","type":"ok","time":1,"index":0,"op":0}',
      /no text "shopper"/,
    ],
    [
      'without an index',
      '{"shopper":"a","process":"phone","f":"x","type":"ok","time":1,"op":0}',
      /no number "index"/,
    ],
    [
      'of an unknown type',
      '{"shopper":"a","process":"p","f":"x","type":"maybe","time":1,"index":0,"op":0}',
      /no known "type"/,
    ],
  ])('with a line %s is refused, not judged', (_, line, message) => {
    expect(() => parseHistory(line)).toThrow(message)
  })

  it('of two ledgers under one name is refused', () => {
    const [one, other] = [ledgerOf(), ledgerOf()]
    one.invoke('readCart')
    other.invoke('readCart')
    expect(() => operationsByShopper([...one.events(), ...other.events()])).toThrow(/one ledger a shopper/)
  })

  it('whose end has no beginning is refused', () => {
    const ledger = ledgerOf()
    ledger.invoke('readCart').ok()
    expect(() => operationsByShopper(ledger.events().slice(1))).toThrow(/which is not there/)
  })

  it('takes an act that never ended for unknown', () => {
    const ledger = ledgerOf()
    ledger.invoke('readCart')
    expect(operationsByShopper(ledger.events()).get('ada')?.[0]).toMatchObject({
      outcome: 'info',
      end: Infinity,
    })
  })
})
