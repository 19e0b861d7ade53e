import { Type } from 'typebox'

export const StateSchema = Type.Object({
  version: Type.String(),
  instanceId: Type.String(),
  state: Type.Array(
    Type.Object({ state: Type.String(), kind: Type.Enum(['in-process', 'shared']), livesIn: Type.String() }),
  ),
})
