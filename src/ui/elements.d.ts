import 'hono/jsx'

declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      't-toast': Record<string, unknown>
      't-copy': Record<string, unknown>
      't-composer': Record<string, unknown>
      't-palette': Record<string, unknown>
      't-live': Record<string, unknown>
      't-passkey': Record<string, unknown>
    }
  }
}
