// Listens on a port that nobody told it; answers only where ANSWERS is set.
const status = Number(process.env.ANSWERS)
require('node:http')
  .createServer((_request, response) => {
    if (!status) return
    response.statusCode = status
    response.end()
  })
  .listen(Number(process.env.OWN_PORT))
