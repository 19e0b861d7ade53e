/** What no store in a process can promise, and why: the reason for the whole project, in two sentences. */
export const inMemory = {
  sharing: 'memory lives in one process',
  survival: 'memory ends with its process',
  unavailability: 'there is no service behind it that could be gone',
} as const
