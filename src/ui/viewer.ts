/** Who looks at the page, and how they like it. */
export interface Viewer {
  id: string
  name: string
  language: string
  timeZone: string
  scheme: 'system' | 'light' | 'dark'
  density: 'roomy' | 'compact'
}
