import { createFlashes } from '../ui/flash.ts'

export const { tell, told } = createFlashes({
  cookie: 'tertulia-listened',
  keys: /^listening\.[\w.-]+$/,
  paths: /^\/listening\/[\w./-]+$/,
})
