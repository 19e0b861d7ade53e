/** Outlives the instance by a moment: when its standard input closes, the app that the instance started is killed, with all that it started. */
const [group] = process.argv.slice(2)
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.stdin.resume()
process.stdin.once('close', () => {
  try {
    process.kill(-Number(group), 'SIGKILL')
  } catch {
    // It has ended already.
  }
})
