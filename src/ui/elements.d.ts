import 'hono/jsx'

declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      't-toast': Record<string, unknown>
      't-copy': Record<string, unknown>
      't-attached': Record<string, unknown>
      't-attachments': Record<string, unknown>
      't-coach': Record<string, unknown>
      't-composer': Record<string, unknown>
      't-saved-replies': Record<string, unknown>
      't-emoji': Record<string, unknown>
      't-link-preview': Record<string, unknown>
      't-names': Record<string, unknown>
      't-palette': Record<string, unknown>
      't-live': Record<string, unknown>
      't-here': Record<string, unknown>
      't-draft': Record<string, unknown>
      't-presence': Record<string, unknown>
      't-passkey': Record<string, unknown>
      't-push': Record<string, unknown>
    }
  }
}
