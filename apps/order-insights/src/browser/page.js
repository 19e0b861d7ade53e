/** The page: totals, notices as they come, and what is often bought together. */
const byId = (id) => document.getElementById(id)
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' })
const kept = 100

const notices = new EventSource('/api/notices')
notices.addEventListener('open', () => say('Connected.'))
// The browser comes back by itself and says which notice it had last.
notices.addEventListener('error', () =>
  say('The service is away. What comes meanwhile is shown when it is back.'),
)
notices.addEventListener('notice', ({ data }) => {
  show(JSON.parse(data))
  refreshSoon()
})

function show({ number, kind, totalCents, placedAt, lines }) {
  const item = document.createElement('li')
  item.value = number
  item.className = kind
  const products = lines.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ')
  const word = kind === 'cancelled' ? 'Cancelled: ' : ''
  const time = new Date(placedAt).toLocaleTimeString()
  item.textContent = `${word}${products} · ${money.format(totalCents / 100)} · ${time}`
  byId('notices').prepend(item)
  while (byId('notices').children.length > kept) byId('notices').lastElementChild.remove()
}

let timer
/** Many notices in one moment are one look at the totals. */
function refreshSoon() {
  if (timer === undefined) timer = setTimeout(refresh, 300)
}

async function refresh() {
  timer = undefined
  const answer = await fetch('/api/totals')
  if (!answer.ok) return
  const { orders, cancelled, cents } = await answer.json()
  byId('orders').textContent = orders
  byId('cancelled').textContent = cancelled
  byId('sold').textContent = money.format(cents / 100)
}

byId('ask').addEventListener('submit', async (event) => {
  event.preventDefault()
  const product = encodeURIComponent(byId('product').value.trim())
  const answer = await fetch(`/api/products/${product}/bought-together`)
  const { orders, others, detail } = await answer.json()
  byId('together').textContent = answer.ok ? describe(orders, others) : detail
})

function describe(orders, others) {
  if (others.length === 0) return `In ${orders} orders, with nothing else yet.`
  return `In ${orders} orders, with ${others.map(({ name, orders: n }) => `${name} (${n})`).join(', ')}.`
}

function say(text) {
  byId('state').textContent = text
}

refresh()
