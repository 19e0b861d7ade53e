import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** The addresses on which a process listens, as Linux tells them: "0100007F" is 127.0.0.1. */
export function listeningAddresses(pid: number) {
  const sockets = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => socketOf(pid, fd)))
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.has(`socket:[${inode}]`))
      .map(([, address]) => address?.split(':')[0]),
  )
}

function socketOf(pid: number, fd: string) {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`)
  } catch {
    return '' // closed in between
  }
}
