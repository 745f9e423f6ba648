/**
 * What can be asked when every group has failed, under these names and without an entry in `model_list`: `local/lexical`
 * scores in this process, `passthrough` gives the documents back in the order in which they came.
 */
export const lastResorts: ReadonlySet<string> = new Set(['local/lexical', 'passthrough'])
