/** What every peer reads from its environment. Throws when something is not there. */
export const settings = {
  valkeyUrl: required('VALKEY_URL'),
  valkeyPassword: required('VALKEY_PASSWORD'),
  profilesTable: required('PROFILES_TABLE'),
  port: Number(process.env.PORT ?? 0),
  host: '127.0.0.1',
  sessionSecret: 'only for a benchmark on loopback, never for a shop',
}

/** Tells the parent that started this peer where it listens. */
export const reportPort = (port: number) => process.send?.({ type: 'listening', port })

function required(name: string) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set; pnpm bench starts the peers`)
  return value
}
