import type { Filled } from '../../core/tables.ts'

export interface LinkPreviewTable {
  url_sha256: Buffer
  url: string
  fetched_at: Filled<Date>
  title: string | null
  description: Filled<string>
  picture: Buffer | null
}

export interface BareLinkTable {
  conversation_id: string
  url_sha256: Buffer
  chosen_by: string | null
  chosen_at: Filled<Date>
}

export interface ReplyCardTable {
  reply_id: string
  url: string
  title: string
  description: string
  picture: Buffer | null
}

declare module '../../core/tables.ts' {
  interface Tables {
    link_previews: LinkPreviewTable
    bare_links: BareLinkTable
    reply_cards: ReplyCardTable
  }
}
