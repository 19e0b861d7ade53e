export interface OutageLog {
  warn(message: string): void
  info(message: string): void
}

const silent: OutageLog = { warn: () => {}, info: () => {} }

/** Tells of an outage once, not once per request: thousands of equal lines hide the others. */
export function createOutageLog(service: string, { log = silent }: { log?: OutageLog | undefined } = {}) {
  let isOut = false
  return { begin, end }

  function begin(error: Error) {
    if (isOut) return
    isOut = true
    log.warn(`The ${service} does not answer: ${error.message}`)
  }

  function end() {
    if (!isOut) return
    isOut = false
    log.info(`The ${service} answers again`)
  }
}
