import { commands } from './command/index.ts'
import { ConfigError } from './core/config.ts'
import { StartRefusal } from './core/postgres/refusal.ts'

const [name = 'help', ...args] = process.argv.slice(2)

// A command that is expected to fail says why in one sentence; a surprise shows where it came from.
try {
  const command = commands[name] ?? commands.help
  if (!commands[name]) process.exitCode = 2
  await command?.run(args)
} catch (error) {
  process.exitCode = 1
  if (
    error instanceof ConfigError ||
    error instanceof StartRefusal ||
    (error instanceof Error && error.name === 'CommandError')
  )
    console.error(error.message)
  else console.error(error)
}
