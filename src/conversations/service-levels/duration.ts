import { mostMinutes } from './level.ts'

const written = /^(?:(\d{1,4})\s*h(?:ours?|oras?|rs?)?)?\s*(?:(\d{1,6})\s*(?:m|min|mins|minutes?|minutos?)?)?\.?$/i

/** `30 min`, `4 h`, `1 h 30 min`, `1h30` or plain minutes. Undefined is not understood. */
export function readDuration(text: string): number | undefined {
  const [, hours, minutes] = written.exec(text.trim()) ?? []
  if (hours === undefined && minutes === undefined) return undefined
  const all = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return all <= mostMinutes ? all : undefined
}

/** As it is written again, the same in every language. */
export function writeDuration(all: number): string {
  const [hours, minutes] = [Math.floor(all / 60), all % 60]
  if (hours === 0) return `${minutes} min`
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`
}
