import { createServer } from 'node:http'

// Takes no port from anywhere: prove has to say so.
createServer((_request, response) => response.end()).listen(0, '127.0.0.1')
