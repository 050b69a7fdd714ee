interface WindowEventMap {
  'turbo:visit': CustomEvent<{ url: string; action: 'advance' | 'replace' | 'restore' }>
}

declare module '@hotwired/turbo' {
  export const config: { drive: { progressBarDelay: number }; forms: { submitter: 'disabled' | 'aria-disabled' } }
  export const session: { refresh(url: string, requestId?: string): void }
  export const StreamActions: Record<string, (this: StreamElement) => void>
  export interface StreamElement extends HTMLElement {
    target: string
    targetElements: Element[]
    templateContent: DocumentFragment
  }
  export class FrameElement extends HTMLElement {
    reload(): Promise<void>
  }
  export function renderStreamMessage(html: string): void
  export function visit(location: string, options?: { action?: 'advance' | 'replace' | 'restore' }): void
}
