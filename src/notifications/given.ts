import { z } from 'zod'

/** A box that is not ticked is not sent. */
export const box = z.preprocess((value) => value === true || value === '1' || value === 'true', z.boolean())

/** `22:00`, in minutes of the day. */
export const minutesField = z
  .string()
  .regex(/^([01]?\d|2[0-3]):[0-5]\d$/)
  .transform((text) => text.split(':').map(Number))
  .transform(([hour = 0, minute = 0]) => hour * 60 + minute)

/** Minutes of the day as a field for a time holds them. */
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
