declare const untrusted: unique symbol
declare const safe: unique symbol

/** Markup from outside. Only `intake` may turn it into SafeHtml, once. */
export type UntrustedHtml = string & { readonly [untrusted]: true }

/** Markup that has been through the sanitiser and may be shown. */
export type SafeHtml = string & { readonly [safe]: true }

/** Marks markup from outside as what it is. */
export const untrustedHtml = (markup: string): UntrustedHtml => markup as UntrustedHtml
