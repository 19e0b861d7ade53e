import { type AddressInfo, Server } from 'node:net'
import { servers } from './heap-door.ts'
import { originOf, type Recorder } from './record.ts'

/** Which ports are opened, and by which line. With force-port, the first one becomes the port that the probe gave. */
export function watchServers(recorder: Recorder) {
  let forced =
    process.env.STATE_AUDIT_PROBE_FORCE_PORT === '1' ? Number(process.env.STATE_AUDIT_PROBE_PORT) : 0
  const original = Server.prototype.listen
  Server.prototype.listen = new Proxy(original, {
    apply(target, self: Server, args: unknown[]) {
      const isOutermost = !recorder.isBusy()
      const passed = forced && isOutermost ? withPort(args, forced) : args
      if (passed !== args) forced = 0
      if (isOutermost) note(self)
      return recorder.during(() => Reflect.apply(target, self, passed))
    },
  })

  function note(server: Server) {
    const { stack = '' } = new Error()
    server.once('listening', () => {
      servers.add(new WeakRef(server))
      const address = server.address() as AddressInfo | string | null
      const isPath = typeof address === 'string' || address === null
      recorder.record(
        {
          type: 'listen',
          port: isPath ? null : address.port,
          address: isPath ? (address ?? '') : address.address,
          ...originOf(stack),
        },
        { withOrigin: false },
      )
    })
  }
}

/** listen(port, …) and listen({ port, … }); a path or a handle stays. */
function withPort(args: unknown[], port: number): unknown[] {
  const [first, ...rest] = args
  if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first))) return [port, ...rest]
  if (typeof first === 'object' && first !== null && 'port' in first) return [{ ...first, port }, ...rest]
  return args
}
