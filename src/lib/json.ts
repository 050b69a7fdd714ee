/** What survives a round trip through JSON; cursors and settings are made of it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
