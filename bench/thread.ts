import { take } from '../src/intake/index.ts'
import { scripted, someChannel } from '../test/channel.ts'
import type { Stage } from './stage.ts'

/** One conversation of `size` messages by forty people; its id. */
export async function takeThread({ db }: Stage, size: number): Promise<string> {
  const channel = await someChannel(db)
  const heard = Array.from({ length: size }, (_, at) => ({
    kind: 'message' as const,
    message: {
      externalId: `t${at}`,
      ...(at > 0 ? { parentExternalId: `t${Math.floor((at - 1) / 3)}`, rootExternalId: 't0' } : {}),
      author: { externalId: `https://example.org/@t${at % 40}`, name: `Tertuliana ${at % 40}` },
      body: { text: `Respuesta ${at}: a mí me pasó lo mismo en la tienda y nadie supo decirme por qué.` },
      media: [],
      visibility: 'public' as const,
      saidAt: new Date(Date.UTC(2026, 5, 1) + at * 60_000),
    },
  }))
  const { conversationIds } = await take(db, scripted, channel, { heard }, { moves: 'nothing', now: new Date() })
  return conversationIds[0] ?? ''
}
