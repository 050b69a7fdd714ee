import { z } from 'zod'
import { type Cipher, WrongKey } from '../core/cipher.ts'
import type { Core } from '../core/core.ts'
import type { Db, Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { reseal } from '../core/reseal.ts'
import { type MailRoad, roadOfConfig } from './mail-road.ts'

const belongsTo = 'mail'

/** How letters leave now: SMTP_URL, else what was written in the settings; undefined when nobody said. */
export async function findMailRoad(core: Pick<Core, 'db' | 'cipher' | 'config'>): Promise<MailRoad | undefined> {
  const fixed = roadOfConfig(core.config)
  if (fixed) return fixed
  const row = await core.db.selectFrom('mail_settings').selectAll().executeTakeFirst()
  if (!row) return undefined
  const { host, port, security, sender } = row
  const password = row.password ? openPassword(core.cipher, row.password) : undefined
  return { host, port, security, user: row.username ?? undefined, password, sender, fixed: false }
}

/** A password sealed with a key that is gone is none: the test says so, and another one can be written. */
function openPassword(cipher: Cipher, sealed: Buffer): string | undefined {
  try {
    return z.string().parse(cipher.open(sealed, belongsTo))
  } catch (error) {
    if (error instanceof WrongKey) return undefined
    throw error
  }
}

/** Whether letters can leave, without opening the password. */
export async function isMailOn(core: Pick<Core, 'db' | 'config'>): Promise<boolean> {
  if (core.config.smtpUrl !== undefined) return true
  return (await core.db.selectFrom('mail_settings').select('one').executeTakeFirst()) !== undefined
}

export interface MailChange {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user: string | undefined
  password: string | undefined
  sender: string
}

/** Keeps how letters leave. */
export async function keepMailSettings(tx: Tx, cipher: Cipher, change: MailChange, by: { id: string }): Promise<void> {
  const { host, port, security, sender } = change
  const row = {
    host,
    port,
    security,
    sender,
    username: change.user ?? null,
    password: change.password === undefined ? null : cipher.seal(change.password, belongsTo),
    changed_by: by.id,
    changed_at: new Date(),
  }
  await tx
    .insertInto('mail_settings')
    .values(row)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute()
  await record(tx, 'mail.changed', { by })
}

/** Letters no longer leave. */
export async function forgetMailSettings(tx: Tx, by: { id: string }): Promise<void> {
  const gone = await tx.deleteFrom('mail_settings').returning('one').executeTakeFirst()
  if (gone) await record(tx, 'mail.forgotten', { by })
}

/** Part of the rotation of the key. */
export async function resealMailPassword(db: Db | Tx, from: Cipher, to: Cipher): Promise<number> {
  const row = await db.selectFrom('mail_settings').select('password').executeTakeFirst()
  const password = row?.password && reseal(from, to, row.password, belongsTo)
  if (!password) return 0
  await db.updateTable('mail_settings').set({ password }).execute()
  return 1
}
