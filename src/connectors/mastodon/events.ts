/** One event of a stream. https://docs.joinmastodon.org/methods/streaming/#http */
export interface StreamEvent {
  event: string
  data: string
  /** From the stream of what anybody says. */
  isPublic?: true
}

/** No event of Mastodon's is nearly as long. */
const maxLength = 2_000_000

/**
 * The events in a body of server-sent events. `alive` is called whenever anything comes, heartbeats included.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* eventsIn(body: ReadableStream<Uint8Array>, alive: () => void): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder()
  let rest = ''
  let event = ''
  let data: string[] = []
  for await (const bytes of body) {
    alive()
    rest += decoder.decode(bytes, { stream: true })
    if (rest.length > maxLength) throw new Error('An event without end')
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const [, name, value] = /^(event|data):\s?(.*)$/s.exec(line) ?? []
      if (name === 'event') event = value ?? ''
      if (name === 'data') data.push(value ?? '')
      if (line !== '') continue
      if (data.length > 0) yield { event: event || 'message', data: data.join('\n') }
      event = ''
      data = []
    }
  }
}
