/**
 * What can go wrong with the bucket: it does not answer (`away`), it does not let us (`refused`: the settings, its policy,
 * the clock), an object is not there (`missing`), or is not what was put there (`damaged`).
 */
export type BucketTrouble = 'away' | 'refused' | 'missing' | 'damaged'

export class BucketFailure extends Error {
  override readonly name = 'BucketFailure'
  readonly trouble: BucketTrouble

  constructor(trouble: BucketTrouble, message: string, cause?: unknown) {
    super(message, { cause })
    this.trouble = trouble
  }

  /** Nothing else will go better before somebody mends it. */
  get isOfTheBucket(): boolean {
    return this.trouble === 'away' || this.trouble === 'refused'
  }
}

/** What its answer says, with the code that S3 gives: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export async function failureOf(name: string, answer: Response): Promise<BucketFailure> {
  const code = /<Code>(\w{1,60})<\/Code>/.exec(await beginning(answer))?.[1]
  const region = answer.headers.get('x-amz-bucket-region')
  const more = [code, region && `it is in the region ${region}`].filter(Boolean).join('; ')
  return new BucketFailure(
    troubleOf(answer.status, code),
    `The bucket ${name} answers ${answer.status}${more ? ` (${more})` : ''}`,
  )
}

function troubleOf(status: number, code: string | undefined): BucketTrouble {
  if (status === 404 && code !== 'NoSuchBucket') return 'missing'
  return status >= 500 || status === 429 || status === 408 ? 'away' : 'refused'
}

const longest = 4096

async function beginning({ body }: Response): Promise<string> {
  let text = ''
  try {
    for await (const piece of body ?? []) {
      text += Buffer.from(piece).toString('latin1')
      if (text.length >= longest) break
    }
  } catch {
    // Its status says enough.
  }
  return text.slice(0, longest)
}
