/** One script, and no thought of repeats. */
import { type Addition, type Outcome, runCartScript } from '@unsticky/lab-kit/carts'
import type { Valkey } from '@unsticky/valkey'

const script = `
  if is_new_line() and lines_in_cart() >= max_lines then return 'full' end
  if units_in_line() + quantity > max_units then return 'limit' end
  add_units()
  return 'changed'`

export const addToCart = (valkey: Valkey, addition: Addition): Promise<Outcome> =>
  runCartScript(valkey, script, addition)
