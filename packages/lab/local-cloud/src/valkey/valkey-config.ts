interface ValkeyConfig {
  readonly port: number
  readonly directory: string
  readonly password: string
  readonly durable: boolean
}

/** The configuration file of a local Valkey; the password stands here and not among the arguments, which all can see. */
export function valkeyConfig({ port, directory, password, durable }: ValkeyConfig) {
  return [
    'bind 127.0.0.1',
    'protected-mode yes',
    `port ${port}`,
    `dir "${directory}"`,
    `requirepass ${password}`,
    'daemonize no',
    // No snapshots in either: what must survive is in the append-only file, what may be lost is nowhere.
    'save ""',
    `appendonly ${durable ? 'yes' : 'no'}`,
    // Answers after the write is on disk, as MemoryDB answers after it is in its transaction log.
    'appendfsync always',
    // A full store refuses writes, aloud. Evicting would lose carts and logins in silence.
    'maxmemory 256mb',
    'maxmemory-policy noeviction',
    '',
  ].join('\n')
}
