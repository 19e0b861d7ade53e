// Keeps something of every session, and ends only when it is killed.
const kept = []
process.on('SIGTERM', () => {})
require('node:http')
  .createServer((request, response) => {
    if (request.url === '/visit')
      kept.push({ at: Date.now(), page: Array.from({ length: 1000 }, Math.random) })
    response.end('ok')
  })
  .listen(process.env.PORT)
