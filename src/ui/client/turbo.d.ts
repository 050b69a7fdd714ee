interface WindowEventMap {
  'turbo:visit': CustomEvent<{ url: string; action: 'advance' | 'replace' | 'restore' }>
  'turbo:before-fetch-response': CustomEvent<{ fetchResponse: { header(name: string): string | null } }>
  'turbo:submit-end': CustomEvent<{ success: boolean; fetchResponse?: { statusCode: number } }>
}

declare module '@hotwired/turbo' {
  export const config: { drive: { progressBarDelay: number }; forms: { submitter: 'disabled' | 'aria-disabled' } }
  /** Draws the page anew at once, whatever its name: the `refresh` beside it is the one that waits. */
  export const session: {
    debouncedRefresh(url: string): void
    streamMessageRenderer: { render(message: { fragment: DocumentFragment }): void }
  }
  export const StreamActions: Record<string, (this: StreamElement) => void>
  export interface StreamElement extends HTMLElement {
    target: string
    targetElements: Element[]
    templateContent: DocumentFragment
  }
  export class FrameElement extends HTMLElement {
    reload(): Promise<void>
  }
  export function morphElements(from: Element, to: DocumentFragment): void
  export function renderStreamMessage(html: string): void
  export function visit(location: string, options?: { action?: 'advance' | 'replace' | 'restore' }): void
}
