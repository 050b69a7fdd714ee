import { createFlashes } from '../ui/flash.ts'

export type { Undo } from '../ui/flash.ts'

export const { tell, told } = createFlashes({
  cookie: 'tertulia-said',
  keys: /^(conversations|automations)\.[\w.-]+$/,
  paths:
    /^\/(absences|conversation-links|rearrangements|bulk|conversations|replies|notes|messages|surveys|promises|people|saved-replies|settings\/(learning|calendars|service-levels|assignment|automations|surveys)|macros)\/[\w./%~-]+$/,
})
