// Loads a contender each time it is told to over the channel to its parent, and answers with what came of it.
import { runWindow } from '../load/run-window.ts'
import type { LoadWindow } from '../load/window.ts'

process.on('message', (window: LoadWindow) => {
  runWindow(window).then(
    (result) => process.send?.(result),
    (error) => {
      throw error
    }
  )
})
process.on('disconnect', () => process.exit())
