import { parseArgs } from 'node:util'
import { abilities, createToken } from '../access/index.ts'
import { type Command, CommandError } from './command.ts'
import { withApp } from './opened.ts'

export const token: Command = {
  about: 'Makes an API token and prints it once',
  usage: 'create --name NAME --scope SCOPE …',
  async run(args) {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { name: { type: 'string' }, scope: { type: 'string', multiple: true, default: ['read'] } },
    })
    if (positionals[0] !== 'create' || !values.name)
      throw new CommandError(
        `Say: token create --name NAME --scope SCOPE (one of ${abilities.join(', ')}; repeat for several)`,
      )
    const { name, scope } = values
    await withApp(async ({ core }) => {
      const made = await createToken(core, { name, scopes: scope })
      console.log(made.token)
    })
  },
}
