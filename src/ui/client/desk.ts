import './without-bar.ts'
import './drive.ts'
import { startArrivals } from './arrivals.ts'
import { defineComposer } from './composer.ts'
import { startCopying } from './copy.ts'
import { startFrames } from './frames.ts'
import { startInvokers } from './invokers.ts'
import { startKeys } from './keys.ts'
import { defineLive } from './live.ts'
import { definePalette } from './palette.ts'
import { startReads } from './reads.ts'
import { startScroll } from './scroll.ts'
import { startTimes } from './times.ts'
import { defineToast } from './toast.ts'

document.documentElement.classList.add('scripted')
startInvokers()
startTimes()
startCopying()
startScroll()
startArrivals()
startFrames()
startReads()
startKeys()
defineToast()
defineComposer()
definePalette()
defineLive()
