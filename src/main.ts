import { commands } from './command/index.ts'
import { sentenceOf } from './command/sentence.ts'

const [name = 'help', ...args] = process.argv.slice(2)

// A command that is expected to fail says why in one sentence; a surprise shows where it came from.
try {
  const command = commands[name] ?? commands.help
  if (!commands[name]) process.exitCode = 2
  await command?.run(args)
} catch (error) {
  process.exitCode = 1
  console.error(sentenceOf(error, process.env.LC_ALL ?? process.env.LANG) ?? error)
}
