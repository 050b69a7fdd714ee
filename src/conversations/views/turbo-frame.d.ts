import 'hono/jsx'

declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      'turbo-frame': Record<string, unknown>
    }
  }
}
