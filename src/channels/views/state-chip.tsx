import type { T } from '../../core/i18n/translator.ts'
import { Chip } from '../../ui/components/chip.tsx'
import type { Channel } from '../channel.ts'
import { type ChannelState, stateOf } from '../present.ts'

const looks = {
  removed: ['plain', 'archive'],
  paused: ['saffron', 'pause'],
  reconnect: ['terracotta', 'triangle-alert'],
  failing: ['saffron', 'cloud-off'],
  beginning: ['tile', 'clock'],
  hearing: ['olive', 'ear'],
} as const satisfies Record<ChannelState, readonly [string, string]>

/** How a window is, in a word and a colour. */
export const StateChip = ({ t, channel }: { t: T; channel: Channel }) => {
  const state = stateOf(channel)
  const [tone, icon] = looks[state]
  return (
    <Chip tone={tone} icon={icon}>
      {t(`channels.state-${state}`)}
    </Chip>
  )
}
