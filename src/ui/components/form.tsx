import type { Child } from 'hono/jsx'
import { classes, type Extra } from './attributes.ts'

export type FormProps = Extra & {
  children?: Child
  action: string
  /** PUT, PATCH and DELETE travel in a POST as `_method`. */
  method?: 'get' | 'post' | 'put' | 'patch' | 'delete'
  id?: string
  class?: string
  /** With files. */
  multipart?: boolean
  /** One line: the fields and the button beside each other. */
  inline?: boolean
  role?: 'search'
}

/** A form that works without script. */
export const Form = ({ children, method = 'post', class: more, multipart, inline, ...rest }: FormProps) => {
  const travels = method === 'get' ? 'get' : 'post'
  return (
    <form
      method={travels}
      class={classes('form', inline && 'form--inline', more)}
      {...(multipart ? { enctype: 'multipart/form-data' } : {})}
      {...rest}
    >
      {method !== travels && <input type="hidden" name="_method" value={method.toUpperCase()} />}
      {children}
    </form>
  )
}

export type DeedProps = Omit<FormProps, 'children' | 'method' | 'inline'> & {
  method?: 'post' | 'put' | 'patch' | 'delete'
  /** The button. */
  children: Child
  /** What travels along. */
  fields?: Record<string, string>
}

/** A form of one button: a deed on a page. */
export const Deed = ({ children, fields = {}, class: more, ...form }: DeedProps) => (
  <Form {...form} class={classes('deed', more)}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
  </Form>
)
