/** What a merge gave to the conversation that stays, and what that one had before: ids and moments, to undo it exactly. */
export interface Kept {
  /** Homes where nothing can be answered, and nobody waited. */
  mute?: string[]
  /** Homes that were closed when they were merged with what was not: nobody waited there for what had been heard by then. */
  settled?: string[]
  tags?: string[]
  followers?: string[]
  /** It came with whoever had it. */
  assignment?: boolean
  /** Of what was left free, or was to be given by rule. */
  left_free?: boolean
  /** It had no subject of its own. */
  subject?: boolean
  /** How many messages it made news to those who had read the one that stays. */
  late?: number
  /** The draft it joined, as it was then. */
  draft?: string
  /** It was moved out of one that was open, and holds the other open. */
  opens?: boolean
  /** How the one that stays was put aside or closed before. */
  before?: { closure: KeptClosure | null; snooze: KeptSnooze | null }
}

export interface KeptClosure {
  closed_by: string | null
  closed_at: string
}

export interface KeptSnooze {
  until: string
  snoozed_by: string | null
  snoozed_at: string
}
