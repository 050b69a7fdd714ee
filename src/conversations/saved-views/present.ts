import type { Viewer } from '../../core/web.ts'
import type { Words } from '../../lib/words.ts'
import type { CountedView } from './count-views.ts'
import { addressOfView, conditionsOf, mayChange, type SavedView, writtenWhose } from './saved-view.ts'

export const presentView = (view: SavedView, viewer: Viewer) => ({
  id: view.id,
  name: view.name,
  whose: writtenWhose(view.whose),
  conditions: { view: view.place.view, ...conditionsOf(view.place) },
  address: addressOfView(view),
  may_change: mayChange(viewer, view),
})

export const presentCounted = (view: CountedView, gone: readonly Words[], viewer: Viewer) => ({
  ...presentView(view, viewer),
  count: view.count,
  gone: gone.map(({ key }) => key.replace('conversations.view-gone-', '')),
})
