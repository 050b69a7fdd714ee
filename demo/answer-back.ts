import { setTimeout as sleep } from 'node:timers/promises'
import type { Account, HeardMessage, Said, Spoken } from '../src/connectors/index.ts'
import { things, visitorKey } from './company.ts'
import type { Living } from './live.ts'
import { lotOf } from './lot.ts'
import { names } from './names.ts'
import { Sayer } from './sayer.ts'
import { type Language, readTexts } from './texts.ts'

/** Whoever the visitor answers says something back after a while, as people do. */
export function answerBack({ app, house, standIns, pace }: Living, signal: AbortSignal): { stop(): Promise<void> } {
  const sayer = new Sayer({ es: readTexts('es'), en: readTexts('en') })
  const lot = lotOf(Date.now() + 1)
  const waiting = new Set<Promise<void>>()
  const answer = async (account: Account, spoken: Spoken, said: Said) => {
    const name = await writtenBy(spoken.key)
    if (name === undefined) return
    await sleep(lot.around((pace?.saidMs ?? 13_000) * 3), undefined, { signal })
    standIns.tell(account.externalId, back(spoken, said, name))
  }
  const writtenBy = async (delivery: string) => {
    const row = await app.core.db
      .selectFrom('deliveries as d')
      .innerJoin('replies as r', 'r.id', 'd.reply_id')
      .innerJoin('users as u', 'u.id', 'r.written_by')
      .select('u.name')
      .where('d.id', '=', delivery)
      .where('r.written_by', '=', house.users.get(visitorKey)?.id ?? '')
      .executeTakeFirst()
    return row?.name
  }
  const back = ({ inReplyTo }: Spoken, said: Said, agent: string): HeardMessage => {
    const language: Language = inReplyTo.language === 'en' ? 'en' : 'es'
    const first = inReplyTo.author.name.split(' ')[0] ?? ''
    const gender = names[language].m.split(' ').includes(first) ? 'm' : 'f'
    const knows = (name: string) =>
      name === 'agent'
        ? (agent.split(' ')[0] ?? '')
        : name === 'partner'
          ? language === 'es'
            ? 'mi madre'
            : 'my mum'
          : lot.one(things[language][name] ?? [''])
    const asked = { language, scene: 'thanks-any', part: 'opens', thread: undefined, gender, knows } as const
    const words = sayer.say({ ...asked, finish: (text) => text, fits: (text) => text.length < 280 }, lot)
    return {
      externalId: `back/${said.externalId}`,
      parentExternalId: said.externalId,
      rootExternalId: inReplyTo.rootExternalId ?? inReplyTo.externalId,
      author: inReplyTo.author,
      body: { text: words?.text ?? '👍' },
      media: [],
      visibility: inReplyTo.visibility,
      language,
      saidAt: new Date(),
    }
  }
  standIns.onSaid((...said) => {
    const answered = answer(...said).catch(() => {})
    waiting.add(answered)
    void answered.finally(() => waiting.delete(answered))
  })
  return { stop: async () => void (await Promise.all(waiting)) }
}
