import getPort from 'get-port'

/**
 * A port on 127.0.0.1 that was free a moment ago. Outside the range from which systems take ports for outgoing
 * connections (32768 and up on Linux, 49152 and up elsewhere): otherwise, while a server is down, somebody's outgoing
 * connection may sit on its port, and a client that keeps trying may even connect to itself.
 * Another process may take the port before you do: be ready to try again.
 */
export function freePort() {
  const candidates = Array.from({ length: 20 }, () => 20_000 + Math.floor(Math.random() * 12_000))
  return getPort({ host: '127.0.0.1', port: [...new Set(candidates)] })
}
