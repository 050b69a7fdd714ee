import { createReader } from '../reading/index.ts'
import { serve } from './understand-worker.ts'

// The program of the thread that reads: the reader is made once, and then answers.
serve(createReader())
