import { FrameElement, StreamActions, type StreamElement } from '@hotwired/turbo'

/** `<turbo-stream action="reload" target="FRAME">`: what the frame shows has changed; one that nobody has opened yet comes as it is then. */
export function startFrames(): void {
  StreamActions.reload = function (this: StreamElement) {
    for (const frame of this.targetElements)
      if (frame instanceof FrameElement && frame.hasAttribute('complete')) void frame.reload()
  }
}
