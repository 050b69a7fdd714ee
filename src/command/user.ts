import { makeOwner, resetUser } from '../access/index.ts'
import { type Command, CommandError } from './command.ts'
import { withApp } from './opened.ts'

export const user: Command = {
  about: 'Lets a locked-out person back in: prints a one-time link',
  usage: 'owner EMAIL | reset EMAIL',
  async run([verb, email]) {
    if (!email || (verb !== 'owner' && verb !== 'reset'))
      throw new CommandError('Say: user owner EMAIL, or user reset EMAIL')
    await withApp(async ({ core }) => {
      const way = verb === 'owner' ? await makeOwner(core, { email }) : await resetUser(core, { email })
      console.log(way.link)
      if (verb === 'reset') console.error('Their second step, their passkeys and all their sessions have ended.')
    })
  },
}
