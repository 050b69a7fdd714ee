import { createTransport, type Transporter } from 'nodemailer'
import type { Mailer } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { asOperator } from '../lib/http/guard.ts'
import { words } from '../lib/words.ts'
import { asMailFailure, MailFailure } from './mail-failure.ts'
import type { MailRoad } from './mail-road.ts'
import { findMailRoad, isMailOn } from './mail-settings.ts'

type Letter = Parameters<Mailer['send']>[0]

/**
 * Sends letters by whatever road is set at that moment, each over a connection of its own: there are few. `send` throws
 * a MailFailure in words.
 */
export function createMailer(core: Pick<Core, 'db' | 'cipher' | 'config'>): Mailer {
  return {
    isOn: () => isMailOn(core),
    async send(letter) {
      const road = await findMailRoad(core)
      if (!road) throw new MailFailure(words('notifications.mail-off'), undefined)
      await sendBy(road, letter)
    },
  }
}

// A server that says nothing must not hold a page or a job for long.
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 20_000 }

/** Signs in at the mail server without sending anything; answers its name, undefined when none is set. */
export async function tryMail(core: Pick<Core, 'db' | 'cipher' | 'config'>): Promise<string | undefined> {
  const road = await findMailRoad(core)
  if (road) await over(road, (transport) => transport.verify())
  return road?.host
}

const sendBy = (road: MailRoad, { to, subject, text, html }: Letter): Promise<void> =>
  over(road, (transport) =>
    transport.sendMail({
      from: road.sender,
      to: { name: '', address: to },
      subject,
      text,
      ...(html === undefined ? {} : { html }),
    }),
  )

async function over(road: MailRoad, work: (transport: Transporter) => Promise<unknown>): Promise<void> {
  const transport = transportOf(road)
  try {
    // The operator chose this server; it may well be on this machine.
    await asOperator(() => work(transport))
  } catch (error) {
    throw asMailFailure(error, road)
  } finally {
    transport.close()
  }
}

const transportOf = ({ host, port, security, user, password }: MailRoad): Transporter =>
  createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    ...limits,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
