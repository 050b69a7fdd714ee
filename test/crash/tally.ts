import { type Moment, moments } from './plan.ts'

/** What happened in one run, counted. */
export class Tally {
  readonly fell = new Map<Moment, number>(moments.map((moment) => [moment, 0]))
  readonly details = new Map<string, number>()
  /** How long work took to go on after a kill, in milliseconds. */
  readonly resumed: { ms: number; after: string }[] = []
  readonly violations: string[] = []
  /** Deliveries at the network of which nothing can be known afterwards that were on their way when a kill fell. */
  readonly inSend = new Set<string>()
  killsInSend = 0
  uncertain = 0
  /** Migrations applied when each of the kills during migration fell. */
  readonly migrationsAt: number[] = []

  get kills(): number {
    return [...this.fell.values()].reduce((sum, count) => sum + count, 0)
  }

  fall(moment: Moment, detail: string): void {
    this.fell.set(moment, (this.fell.get(moment) ?? 0) + 1)
    this.details.set(`${moment}: ${detail}`, (this.details.get(`${moment}: ${detail}`) ?? 0) + 1)
  }

  violate(what: string): void {
    this.violations.push(what)
    console.log(`  VIOLATION ${what}`)
  }
}
