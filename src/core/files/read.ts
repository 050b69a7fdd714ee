import { words } from '../../lib/words.ts'
import { notFound, Refusal } from '../errors.ts'
import { bucketOf } from './bucket.ts'
import { BucketFailure } from './bucket-failure.ts'
import type { FilesHome } from './objects.ts'

export interface FoundFile {
  sha256: Buffer
  mime: string
  bytes: number
  content: Buffer | null
  folder: string | null
}

export async function findFile({ db }: Pick<FilesHome, 'db'>, sha256: Buffer): Promise<FoundFile> {
  const file = await db
    .selectFrom('files')
    .select((select) => [
      'sha256',
      'mime',
      'bytes',
      'content',
      select.selectFrom('bucket_folder').select('name').as('folder'),
    ])
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  if (!file) throw notFound()
  return file
}

/** The bytes of a file, wherever they are. Throws Refusal: 503 while the bucket cannot be reached, 404 when it lost them. */
export async function openFile(home: FilesHome, file: FoundFile): Promise<BodyInit> {
  if (file.content) return new Uint8Array(file.content)
  try {
    return await fromBucket(home, file)
  } catch (err) {
    if (!(err instanceof BucketFailure)) throw err
    if (err.trouble !== 'missing') return refuse(home, file, err, away())
    // It may have come back to the database since the row was read.
    const again = await findFile(home, file.sha256)
    if (again.content) return new Uint8Array(again.content)
    return refuse(home, file, err, new Refusal(404, words('core.file-lost')))
  }
}

async function fromBucket({ config, log }: FilesHome, { sha256, folder, bytes }: FoundFile): Promise<BodyInit> {
  const bucket = bucketOf(config)
  if (!bucket || folder === null)
    throw new BucketFailure('refused', 'The file is in a bucket, and the settings name none (S3_BUCKET)')
  const pieces = await bucket.get({ folder, sha256 }, bytes)
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await pieces.next().catch((err: unknown) => {
        log.warn({ err, file: sha256.toString('hex') }, 'a file was cut short')
        throw err
      })
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}

const away = () => new Refusal(503, words('core.file-away'), { retryAfterS: 60 })

function refuse({ log }: FilesHome, { sha256 }: FoundFile, err: BucketFailure, refusal: Refusal): never {
  log.warn({ err, file: sha256.toString('hex') }, 'a file could not be read')
  throw refusal
}
