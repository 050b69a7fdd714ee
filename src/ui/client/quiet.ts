import { startCopying } from './copy.ts'
import { startInvokers } from './invokers.ts'
import { startTimes } from './times.ts'
import { defineToast } from './toast.ts'

document.documentElement.classList.add('scripted')
startInvokers()
startTimes()
startCopying()
defineToast()
