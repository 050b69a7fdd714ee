export { type Channel, findChannel, findChannels } from './channel.ts'
export { keepSettings, openSettings, sealSettings } from './settings.ts'
export type { KeptFailure } from './tables.ts'
