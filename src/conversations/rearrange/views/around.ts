import type { Connectors } from '../../../connectors/index.ts'
import type { Viewer } from '../../../core/web.ts'
import type { Shell } from '../../../ui/desk.tsx'
import type { Listed } from '../../listed.ts'

/** What stands around these pages. */
export interface Around {
  shell: Shell
  viewer: Viewer
  connectors: Connectors
  listed: Listed
}
