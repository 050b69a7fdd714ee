/** How one setting is drawn: its label and help are message keys of the connector. */
export interface FieldMeta {
  label: string
  help?: string
  /** Never shown again once saved. */
  secret?: boolean
  /** How it is typed. Default: by its schema (`url`, `number`, `checkbox`, `select` for an enum, else `text`). */
  input?: 'text' | 'url' | 'password' | 'number' | 'checkbox' | 'select' | 'textarea'
  placeholder?: string
  /** Filled by consent or by the connector itself, not by the person. */
  hidden?: boolean
  /** Shown behind "more settings". */
  advanced?: boolean
}

/** `z.string().meta(field({ label: 'mastodon.instance', … }))` */
export const field = (meta: FieldMeta): { field: FieldMeta } => ({ field: meta })
