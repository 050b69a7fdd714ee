import { createFlashes } from '../ui/flash.ts'

export type { Undo } from '../ui/flash.ts'

export const { tell, told } = createFlashes({
  cookie: 'tertulia-said',
  keys: /^conversations\.[\w.-]+$/,
  paths: /^\/(conversations|replies|notes|messages|settings\/learning)\/[\w./%~-]+$/,
})
