/** `pnpm control-room`: both fleets, their services, and a page to treat them badly, until Ctrl-C. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createLog } from '@unsticky/local-cloud'
import { Command } from 'commander'
import open from 'open'
import { createControlRoomApp } from './http/app.ts'
import { startRoom } from './room.ts'
import { defaultCrowd } from './shoppers/crowd.ts'

interface CliOptions {
  readonly port: string
  readonly instances: string
  readonly open: boolean
  readonly shoppers: boolean
}

const command = new Command('control-room')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description(
    'Starts the stateful and the stateless shop side by side, each behind a balancer and with shoppers in it, and opens a page where instances and backing services can be killed, frozen and slowed. Listens on 127.0.0.1 only.',
  )
  .option('--port <port>', 'of the page; 0 takes a free one', '0')
  .option('--instances <n>', 'of each shop, 1 to 6', '3')
  .option('--no-open', 'print the address and open no browser')
  .option('--no-shoppers', 'start without shoppers; the page has a switch')
  .addHelpText('after', '\nExamples:\n  pnpm control-room\n  pnpm control-room --no-open --port 4000')
  .parse()

const options = command.opts<CliOptions>()
const port = wholeNumber('--port', options.port, { from: 0, to: 65535 })
const instances = wholeNumber('--instances', options.instances, { from: 1, to: 6 })
// While starting, and at a second Ctrl-C: end at once. What was started is ended by its reaper.
const endAtOnce = () => process.exit(130)
process.once('SIGINT', endAtOnce)

const log = createLog()
let origin = ''
const crowd = { ...defaultCrowd, isOn: options.shoppers }
const room = await startRoom({ instances, log, crowd, roomOrigin: () => origin })
const app = await createControlRoomApp({ room, host: () => new URL(origin).host })
await app.listen({ host: '127.0.0.1', port }).catch(async (error) => {
  await room.stop()
  console.error(`error: The page cannot listen on port ${port} (${error.code}); try another --port`)
  process.exit(1)
})
origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
console.log(`\nControl room:  ${origin}/\n\nCtrl-C stops everything.`)
if (options.open)
  await open(`${origin}/`).catch(() => log.warn('no browser could be opened; use the address'))
process.off('SIGINT', endAtOnce)
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
process.once('SIGINT', endAtOnce)
log.info('stopping …')
await app.close()
await room.stop()
// By itself Node 24 was seen to wait for ever in its clean-up, some time after the last line of this program.
process.exit(0)

function wholeNumber(name: string, text: string, { from, to }: { from: number; to: number }): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < from || number > to)
    command.error(`${name} is a whole number from ${from} to ${to}`)
  return number
}
