import { tinySchool } from './understand.test-kit.ts'
import { serve } from './understand-worker.ts'

serve(tinySchool)
