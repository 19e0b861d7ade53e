import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** The one table from errors to statuses. */
const statuses: Readonly<Record<string, number>> = {
  CONTROL_ROOM_UNKNOWN_COLUMN: 404,
  STEPS_UNKNOWN_STEP: 404,
  CONTROL_ROOM_UNKNOWN_SERVICE: 404,
  FLEET_UNKNOWN_INSTANCE: 404,
  FLEET_INSTANCE_STATE: 409,
  CONTROL_ROOM_FLEET_SIZE: 409,
  CONTROL_ROOM_NOT_RUNNING: 409,
}

/** `{ message }` for people; an error that nobody expected is a 500 and stands on the terminal. */
export function answerError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply) {
  const status = statuses[error.code] ?? error.statusCode ?? 500
  if (status >= 500) console.error(error)
  return reply.code(status).send({ message: error.message })
}
