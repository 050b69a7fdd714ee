/** The form that the boxes of a list's rows belong to. */
export const bulkForm = 'bulk'
