import { createReader, learnLayer, shippedWeights, tryLayer } from '../reading/index.ts'
import { serve } from './understand-worker.ts'

// The program of the thread that reads: the weights are loaded once, and then it answers.
const weights = shippedWeights()
serve({
  reader: (layer) => createReader(weights, layer),
  learn: (lessons) => tryLayer(weights, learnLayer(weights, lessons)),
})
