import { describeSchema } from '../core/schema.ts'
import type { Command } from './command.ts'
import { withApp } from './opened.ts'

export const schema: Command = {
  about: 'Prints db/schema.sql from the database',
  usage: '',
  async run() {
    await withApp(async ({ core }) => {
      const client = await core.pool.connect()
      try {
        process.stdout.write(await describeSchema(client))
      } finally {
        client.release()
      }
    })
  },
}
