/** What the organisation has, so that a query may call it by its name. What is left out is not checked. */
export interface Known {
  networks?: readonly string[]
  channels?: readonly Named[]
  topics?: readonly Named[]
}

export interface Named {
  id: string
  name: string
}
