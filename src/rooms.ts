const base = ['lib', 'core', 'ui']
const community = ['access', 'people', 'channels', 'connectors', 'reading', 'listening', 'conversations', 'moderation']
const doors = ['community', 'ideas', 'campaigns', 'readiness', 'incidents']

/** Who may import whom, as in ARCHITECTURE.md. A test holds the imports against it. `*` is everything. */
export const rooms: Record<string, readonly string[]> = {
  lib: [],
  core: ['lib'],
  ui: ['lib', 'core'],
  connectors: ['lib'],
  reading: ['lib'],
  access: base,
  people: [...base, 'access'],
  channels: [...base, 'access', 'people', 'connectors'],
  listening: [...base, 'access', 'people', 'channels', 'connectors', 'reading'],
  conversations: [...base, 'access', 'people', 'channels', 'connectors', 'reading', 'listening'],
  intake: [...base, ...community, ...doors],
  outbox: [...base, ...community, ...doors],
  notifications: [...base, ...community, ...doors, 'intake', 'outbox'],
  automations: [...base, ...community, ...doors, 'intake', 'outbox', 'notifications'],
  'app.ts': ['*'],
  'routes.ts': ['*'],
  'schedule.ts': ['*'],
  'main.ts': ['*'],
  'problem-page.tsx': ['*'],
  'shell.ts': ['*'],
  'work.ts': ['*'],
  'rooms.ts': [],
  api: ['*'],
  command: ['*'],
}

/** Rooms without a door: their files are imported directly. */
export const open: readonly string[] = ['lib', 'core', 'ui']
