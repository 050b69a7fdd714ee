/** One thing that keeps messages from being lost or doubled, and the change of our own code that takes it away. */
export interface Guard {
  file: string
  find: string
  replace: string
  /** What it guards. */
  about: string
}

/** `--without NAME` compiles the product without it. The test must then fail; where it does not, it proves nothing. */
export const guards: Record<string, Guard> = {
  'one-transaction': {
    about: 'the cursor moves in the transaction that stores the batch',
    file: 'src/intake/take.ts',
    find: 'return steadily(db, async (tx) => {\n    await lockHearing',
    replace: `await db.transaction().execute((tx) =>
    moveCursor(tx, channel.id, batch, how, null, { fresh: 0, edited: 0, deleted: 0, conversationIds: [] }))
  return steadily(db, async (tx) => {
    await lockHearing`,
  },
  'try-remembered': {
    about: 'a try is written down before it is made',
    file: 'src/outbox/claim.ts',
    find: `unknownSince: head.state === 'sending' ? head.sending_at : null`,
    replace: 'unknownSince: null',
  },
  'look-up': {
    about: 'the network is asked before anything is said again; where it cannot be asked, a person is',
    file: 'src/outbox/speak.ts',
    find: `speech.find ? await speech.find(context, spoken) : 'unknown'`,
    replace: `'absent'`,
  },
  'settling-time': {
    about: 'a look-up waits until what was on its way has arrived',
    file: 'src/outbox/speak.ts',
    find: 'const settlingMs = 3_000',
    replace: 'const settlingMs = 0',
  },
  'same-key': {
    about: 'every try of one message has the same key',
    file: 'src/outbox/spoken.ts',
    find: 'key: claim.id',
    replace: 'key: crypto.randomUUID()',
  },
  burial: {
    about: 'what dead processes held is free when we are alone',
    file: 'src/work.ts',
    find: 'await buryProcesses(db, alone)',
    replace: '',
  },
  'wake-up': {
    about: 'at start the jobs of dead workers are released and what is due is woken',
    file: 'src/work.ts',
    find: 'await releaseDeadLocks(pool)\n      await sweep(board)',
    replace: '',
  },
  tombstones: {
    about: 'a deletion heard before its message is remembered',
    file: 'src/conversations/delete-messages.ts',
    find: 'await bury(tx, channelId, unheard)',
    replace: '',
  },
  'places-kept': {
    about: 'a parent that was not heard yet has a place in its thread',
    file: 'src/conversations/hear.ts',
    find: 'await keepPlaces(tx, channel.id, threads, placed, spots)',
    replace: '',
  },
  'edit-order': {
    about: 'the latest edit stands, in whatever order edits are told',
    file: 'src/conversations/edit-messages.ts',
    find: 'editedAt && (!row.edited_at || editedAt > row.edited_at)',
    replace: 'editedAt',
  },
  'migration-transaction': {
    about: 'a migration and the note that it was applied are one transaction',
    file: 'src/core/migrate.ts',
    find: `await client.query('begin')`,
    replace: '',
  },
  'postgres-kept': {
    about: 'PostgreSQL is started again when it dies',
    file: 'src/core/postgres/keep.ts',
    find: 'const watched = watch()',
    replace: 'const watched = Promise.resolve(watch)',
  },
  'durable-commit': {
    about: 'a commit is on its way to the disk before it counts',
    file: 'src/core/postgres/settings.ts',
    find: `synchronous_commit: 'on'`,
    replace: `synchronous_commit: 'off'`,
  },
}
