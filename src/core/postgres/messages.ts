import type { Dictionary } from '../../lib/words.ts'

/** Why the embedded PostgreSQL could not start, and what to do about it. */
export const postgresMessages = {
  en: {
    'postgres.no-binaries':
      'No PostgreSQL is packaged for this machine ({platform}): run “npm ci” without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    'postgres.cannot-run':
      'The packaged PostgreSQL does not run on this machine ({reason}): set DATABASE_URL to a PostgreSQL 15 or newer.',
    'postgres.folder-unusable':
      'The data folder {folder} cannot be used ({reason}): nothing was changed; give this user the right to write there, or set TERTULIA_DATA to another folder.',
    'postgres.disk-full': 'The disk that holds {folder} is full: nothing was lost; free some space and start again.',
    'postgres.other-major':
      'The data in {folder} was written by PostgreSQL {found} and this Tertulia carries PostgreSQL {ours}: nothing was changed. With the Tertulia that wrote it, run “npm run tertulia -- backup tertulia.backup”; then, with this one, “mv {folder} {folder}.old” and “npm run tertulia -- restore tertulia.backup”.',
    'postgres.password-lost':
      'The data in {folder} is there but its file {file} is not: put that file back from your copy of the data folder, and start again.',
    'postgres.no-start': 'PostgreSQL did not start on {folder} ({reason}): the data was kept as it is; see {logFile}.',
  },
  es: {
    'postgres.no-binaries':
      'No hay un PostgreSQL empaquetado para esta máquina ({platform}): ejecuta «npm ci» sin --omit=optional, o pon en DATABASE_URL un PostgreSQL 15 o más nuevo.',
    'postgres.cannot-run':
      'El PostgreSQL empaquetado no funciona en esta máquina ({reason}): pon en DATABASE_URL un PostgreSQL 15 o más nuevo.',
    'postgres.folder-unusable':
      'No se puede usar la carpeta de datos {folder} ({reason}): no se ha cambiado nada; da permiso de escritura a este usuario, o pon otra carpeta en TERTULIA_DATA.',
    'postgres.disk-full':
      'El disco que guarda {folder} está lleno: no se ha perdido nada; libera espacio y arranca otra vez.',
    'postgres.other-major':
      'Los datos de {folder} los escribió PostgreSQL {found} y esta Tertulia trae PostgreSQL {ours}: no se ha cambiado nada. Con la Tertulia que los escribió, ejecuta «npm run tertulia -- backup tertulia.backup»; después, con esta, «mv {folder} {folder}.old» y «npm run tertulia -- restore tertulia.backup».',
    'postgres.password-lost':
      'Los datos de {folder} están, pero su archivo {file} no: recupéralo de tu copia de la carpeta de datos y arranca otra vez.',
    'postgres.no-start':
      'PostgreSQL no ha arrancado en {folder} ({reason}): los datos quedan como estaban; mira {logFile}.',
  },
} satisfies Dictionary

export type PostgresMessage = keyof (typeof postgresMessages)['en']
