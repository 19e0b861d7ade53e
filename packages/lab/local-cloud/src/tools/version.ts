/** The first thing that looks like a version in what a program says about itself: "v=9.1.2 sha=…" is "9.1.2". */
export function parseVersion(output: string) {
  return /\d+\.\d+(\.\d+)?/.exec(output)?.[0]
}

/** Whether `version` is `minimum` or newer; both are dotted numbers. */
export function isAtLeast(version: string, minimum: string) {
  const [have, need] = [version, minimum].map((text) => text.split('.').map(Number)) as [number[], number[]]
  for (const [index, part] of need.entries()) {
    const difference = (have[index] ?? 0) - part
    if (difference !== 0) return difference > 0
  }
  return true
}
