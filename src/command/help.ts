import type { Command } from './command.ts'

export const help = (all: () => Record<string, Command>): Command => ({
  about: 'Says what can be done here',
  usage: '',
  async run() {
    console.log('npm run tertulia -- COMMAND\n')
    for (const [name, { about, usage }] of Object.entries(all()))
      console.log(`  ${`${name} ${usage}`.trim().padEnd(44)} ${about}`)
  },
})
