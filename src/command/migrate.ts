import type { Command } from './command.ts'
import { withApp } from './opened.ts'

export const migrateCommand: Command = {
  about: 'Brings the database up to date (start does it too)',
  usage: '',
  async run() {
    await withApp(async () => console.log('The database is up to date.'))
  },
}
