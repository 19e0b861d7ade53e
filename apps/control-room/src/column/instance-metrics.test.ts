import { describe, expect, it } from 'vitest'
import { parseMetrics } from './instance-metrics.ts'

describe('the metrics of an instance', () => {
  it('are read from the text format', () => {
    const text = [
      '# HELP process_resident_memory_bytes Resident memory size in bytes.',
      'process_resident_memory_bytes 104857600',
      'shop_state_held{state="sessions"} 3',
      'shop_state_held{state="carts"} 5',
      '',
    ].join('\n')

    expect(parseMetrics(text)).toEqual({ memoryMegabytes: 100, sessionsHeld: 3, cartsHeld: 5 })
  })

  it('are 0 where a program does not count them', () => {
    expect(parseMetrics('')).toEqual({ memoryMegabytes: 0, sessionsHeld: 0, cartsHeld: 0 })
  })
})
