import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backup } from '../core/backup/backup.ts'
import { bucketOf } from '../core/files/bucket.ts'
import { readKey } from '../core/key.ts'
import { root } from '../core/root.ts'
import { type Command, CommandError } from './command.ts'
import { withApp } from './opened.ts'

export const backupCommand: Command = {
  about: 'Writes everything into one file, while Tertulia runs',
  usage: 'FILE [--with-key]',
  async run(args) {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'with-key': { type: 'boolean', default: false } },
    })
    const [file] = positionals
    if (!file) throw new CommandError('Say: backup FILE [--with-key]')
    const passphrase = values['with-key'] ? passphraseGiven() : undefined
    await withApp(async ({ core }) => {
      const path = resolve(process.env.INIT_CWD ?? process.cwd(), file)
      const key = passphrase === undefined ? undefined : { key: await readKey(core.config), passphrase }
      const bucket = bucketOf(core.config)
      const options = { version: await version(), ...(key && { key }), ...(bucket && { bucket }) }
      const { tables, rows, fromBucket, lost } = await backup(core.pool, path, options)
      const andFiles = fromBucket > 0 ? `, and ${fromBucket} files of the bucket,` : ''
      console.log(`${rows} rows of ${tables} tables${andFiles} are in ${path}.`)
      if (lost > 0)
        console.log(`${lost} files are not in it: the bucket does not have them any more. Older backups may.`)
      if (!key) console.log('The key is not in it: keep a copy of the key file beside your backups, or add --with-key.')
    })
  },
}

/** The passphrase comes from the environment, so that it is in no list of processes and in no history. */
export function passphraseGiven(): string {
  const passphrase = process.env.BACKUP_PASSPHRASE
  if (!passphrase || passphrase.length < 12)
    throw new CommandError(
      'Give the passphrase for the key in the environment as BACKUP_PASSPHRASE: at least 12 characters.',
    )
  return passphrase
}

async function version(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  return version
}
