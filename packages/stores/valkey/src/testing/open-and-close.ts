import { setInterval } from 'node:timers'
import { connectValkey, createValkeyCartEvents, createValkeyCartStore } from '../index.ts'

/** A process of its own for the test of `close`: opens, asks, closes, and must then end by itself. */
const { VALKEY_URL: url = '', VALKEY_PASSWORD: password = '' } = process.env
const connect = () => connectValkey({ url, password, name: 'open-and-close', service: 'cart store' })
const carts = createValkeyCartStore({ redis: connect() })
const events = createValkeyCartEvents({ redis: connect(), subscriber: connect() })

// Nothing else keeps this process alive while it waits.
const alive = setInterval(() => {}, 1000)
const answered = await Promise.all([carts.load('guest_1'), events.subscribe('guest_1', () => {})]).then(
  () => true,
  () => false,
)
process.stdout.write(answered ? 'answered\n' : 'unavailable\n')
await Promise.all([carts.close(), events.close()])
clearInterval(alive)
process.stdout.write('closed\n')
