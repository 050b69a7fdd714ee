import { sql } from 'kysely'

/** Of a reply `r`: some of it has reached them, or is on its way. What was taken back, failed or waits for approval is not said. */
export const reached = sql`
  exists (select from deliveries d where d.reply_id = r.id and d.state not in ('withdrawn', 'failed', 'awaiting-approval'))`
