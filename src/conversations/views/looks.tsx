import { Chip } from '../../ui/components/chip.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Look } from './reading-words.ts'

/** How something reads, in words with a shape: quiet ones as they are, the others as chips. */
export const Looks = ({ looks }: { looks: readonly Look[] }) => (
  <>
    {looks.map(({ word, icon, tone }) =>
      tone === 'plain' ? (
        <span class="reading__word">
          <Icon name={icon} size="small" />
          {word}
        </span>
      ) : (
        <Chip tone={tone} icon={icon}>
          {word}
        </Chip>
      ),
    )}
  </>
)
