import { type Channel, connectorOf, contextFor, findChannel, restMs, type Switchboard } from '../channels/index.ts'
import { asFailure, ConnectorFailure, type Context, type Said, type Speech, type Spoken } from '../connectors/index.ts'
import { isDatabaseLost } from '../core/database.ts'
import { addJob } from '../core/jobs.ts'
import { untilDone } from '../lib/until-done.ts'
import { words } from '../lib/words.ts'
import { type Claim, claimNext } from './claim.ts'
import { postpone, settleFailed, settleSent, settleUnknown } from './settle.ts'
import { spokenFor } from './spoken.ts'

/** An answer that was under way when we died may still arrive; a look-up earlier than this could miss it. */
const settlingMs = 3_000
/** Later and later, at most a quarter of an hour apart: some hours in all, before the text goes back to its author. */
const maxAttempts = 20

/**
 * Says what waits on one channel, in order, until nothing is due. Any number of these may run: each delivery is
 * claimed by one. Wakes itself again for what is not due yet.
 */
export async function speak(
  board: Switchboard,
  processId: string,
  channelId: string,
  signal: AbortSignal,
): Promise<void> {
  // One voice for each channel in this process, so that a claim of ours that nobody here knows of is a lost one.
  const voice = `${processId} ${channelId}`
  if (speaking.has(voice)) {
    speaking.set(voice, 'called')
    return
  }
  try {
    do {
      speaking.set(voice, 'speaking')
      await speakOn(board, processId, channelId, signal)
    } while (speaking.get(voice) === 'called' && !signal.aborted)
  } finally {
    speaking.delete(voice)
  }
}

/** Who speaks now; `called`: woken meanwhile, so there may be more than was seen. */
const speaking = new Map<string, 'speaking' | 'called'>()

async function speakOn(board: Switchboard, processId: string, channelId: string, signal: AbortSignal): Promise<void> {
  const { core } = board
  while (!signal.aborted) {
    // Before the claim: a database lost between the two would leave a try that never was, to be looked up.
    const channel = await findChannel(core.db, channelId)
    // What it keeps leaves when it goes on, which wakes us.
    if (channel.pausedAt) return
    const claimed = await claimNext(core.db, channelId, processId, core.clock.now())
    if ('idle' in claimed) return
    if ('notBefore' in claimed) return wakeAt(board, channelId, claimed.notBefore)
    await attempt(board, claimed.claim, channel, signal)
  }
}

/** What was decided since we looked has set its clock already, and may be due before. */
const wakeAt = (board: Switchboard, channelId: string, runAt: Date): Promise<void> =>
  board.core.db.transaction().execute((tx) => {
    const when = { key: `outbox.speak:${channelId}`, urgent: true, runAt, sooner: true }
    return addJob(tx, 'outbox.speak', { channel: channelId }, when)
  })

async function attempt(board: Switchboard, claim: Claim, channel: Channel, signal: AbortSignal): Promise<void> {
  const { db, clock } = board.core
  try {
    const { connector, speech, spoken, context } = await untilDone(
      () => getReady(board, claim, channel, signal),
      signal,
      isDatabaseLost,
    )
    const said = await sayOnce(speech, context, claim, spoken)
    if (said === 'unknown') return settleUnknown(db, channel, claim)
    if (said === 'too-early') return postponeLookUp(board, channel, claim, claim.unknownSince ?? clock.now())
    // It was said, and only that is still to be written down: a database that comes back is waited for.
    await untilDone(() => settleSent(db, connector, channel, claim, spoken, said), signal, isDatabaseLost)
  } catch (error) {
    if (signal.aborted) return
    // The database itself may be what failed: the delivery is ours to put back until it takes it.
    await untilDone(() => onFailure(board, channel, claim, error, clock.now()), signal)
  }
}

/** Everything that is needed to say it, from the database: what fails here was surely not said. */
async function getReady(board: Switchboard, claim: Claim, channel: Channel, signal: AbortSignal) {
  const connector = connectorOf(board, channel.network)
  const { speak: speech } = connector
  if (!speech || channel.account.cannotSay)
    throw new ConnectorFailure('invalid', channel.account.cannotSay ?? words('outbox.cannot-say'))
  const spoken = await spokenFor(board.core, claim)
  if (!spoken) throw new ConnectorFailure('gone', words('outbox.nothing-to-answer'))
  return { connector, speech, spoken, context: await contextFor(board, channel, signal) }
}

/** The heart of "sent once": where a try has no known outcome, the network is asked before anything is said again. */
async function sayOnce(
  speech: Speech,
  context: Context,
  claim: Claim,
  spoken: Spoken,
): Promise<Said | 'unknown' | 'too-early'> {
  if (!claim.unknownSince || speech.idempotent) return speech.send(context, spoken)
  if (context.now().getTime() - claim.unknownSince.getTime() < settlingMs) return 'too-early'
  const found = speech.find ? await speech.find(context, spoken) : 'unknown'
  return found === 'absent' ? speech.send(context, spoken) : found
}

const postponeLookUp = (board: Switchboard, channel: Channel, claim: Claim, since: Date) =>
  postpone(
    board.core.db,
    channel,
    claim,
    new ConnectorFailure('temporary', words('outbox.looking-up')),
    new Date(since.getTime() + settlingMs),
    { since },
  )

async function onFailure(board: Switchboard, channel: Channel, claim: Claim, error: unknown, now: Date): Promise<void> {
  const failure = asFailure(error)
  if (!(error instanceof ConnectorFailure))
    board.core.log.error({ err: error, channel: channel.id }, 'a connector failed in a way it did not name')
  const final = failure.kind === 'invalid' || failure.kind === 'gone' || claim.attempts + 1 >= maxAttempts
  // A refusal of the look-up says nothing about what was sent before it.
  const stillUnknown = failure.outcomeUnknown || claim.unknownSince !== null
  if (final && !stillUnknown) return settleFailed(board.core.db, channel, claim, failure)
  if (final) return settleUnknown(board.core.db, channel, claim)
  const until = new Date(now.getTime() + restMs(failure, claim.attempts, now))
  await postpone(board.core.db, channel, claim, failure, until, stillUnknown ? {} : undefined)
}
