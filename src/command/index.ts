import { backupCommand } from './backup.ts'
import type { Command } from './command.ts'
import { doctor } from './doctor.ts'
import { help } from './help.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { rotateKey } from './rotate-key.ts'
import { routes } from './routes.ts'
import { schema } from './schema.ts'
import { start } from './start.ts'
import { token } from './token.ts'
import { user } from './user.ts'

/** Every word of the command line. */
export const commands: Record<string, Command> = {
  start,
  migrate: migrateCommand,
  import: importCommand,
  backup: backupCommand,
  restore: restoreCommand,
  doctor,
  'rotate-key': rotateKey,
  routes,
  schema,
  token,
  user,
  help: help(() => commands),
}
