import './without-bar.ts'
import './drive.ts'
import { startArrivals } from './arrivals.ts'
import { defineAttachments } from './attachments.ts'
import { startBulk } from './bulk.ts'
import { defineCoach } from './coach.ts'
import { defineComposer } from './composer.ts'
import { startCopying } from './copy.ts'
import { defineEmoji } from './emoji.ts'
import { startFrames } from './frames.ts'
import { startInvokers } from './invokers.ts'
import { startKeys } from './keys.ts'
import { defineLinkPreview } from './link-preview.ts'
import { defineLive } from './live.ts'
import { defineNames } from './names.ts'
import { definePalette } from './palette.ts'
import { definePresence } from './presence.ts'
import { startReads } from './reads.ts'
import { startSavedCounts } from './saved-counts.ts'
import { defineSavedReplies } from './saved-replies.ts'
import { startScroll } from './scroll.ts'
import { startStreams } from './streams.ts'
import { startTimes } from './times.ts'
import { defineToast } from './toast.ts'
import { startWritten } from './written.ts'

document.documentElement.classList.add('scripted')
startInvokers()
startTimes()
startCopying()
startScroll()
startStreams()
startArrivals()
startBulk()
startFrames()
startReads()
startSavedCounts()
startKeys()
startWritten()
defineToast()
defineComposer()
defineAttachments()
defineCoach()
defineSavedReplies()
defineNames()
defineEmoji()
defineLinkPreview()
definePalette()
definePresence()
defineLive()
