import type { OutgoingHttpHeaders } from 'node:http'

/** Every fault and what can be set about it; all of it has a default, so a fault's name alone is enough. */
interface FaultParameters {
  /** The true answer, late (default 1000 ms). */
  latency: { readonly ms?: number }
  /** The true answer once the promise settles: for tests that decide when. Without a promise, never. */
  hold: { readonly until?: Promise<unknown> }
  'stall-before-headers': object
  'stall-after-headers': object
  'stall-mid-body': object
  /** The body in pieces of `bytes` (default 1) with `everyMs` (default 20) between them. */
  'slow-drip': { readonly everyMs?: number; readonly bytes?: number }
  /** Connection reset when the request's headers have come, its body unread. */
  'reset-before-body': object
  'reset-before-headers': object
  'reset-after-headers': object
  'reset-mid-body': object
  /** Half the body and an orderly close; what was promised by content-length, or by chunks without their end, is missing. */
  truncated: { readonly framing?: 'length' | 'chunked' }
  /** The true answer and then blanks, `bytes` in all (default 1 GiB); the length is announced or, by default, not. */
  oversize: { readonly bytes?: number; readonly framing?: 'length' | 'chunked' }
  /** A full answer (default a 413) before the request's body was read. By `decide` it comes too late to be early. */
  'early-answer': { readonly status?: number }
  /** Interim responses (default one 103) and then the true answer. */
  informational: { readonly status?: 100 | 102 | 103; readonly count?: number }
  /** Any answer: status (default 500), body as text or to be made JSON, headers such as retry-after. */
  status: { readonly status?: number; readonly body?: unknown; readonly headers?: OutgoingHttpHeaders }
  'no-content': object
  redirect: { readonly location?: string; readonly status?: number }
  /** A 200 that says it is JSON and is not. */
  garbage: object
  /** A 200 without a single byte of body. */
  'empty-body': object
  /** A proxy's error page (default a 502). */
  html: { readonly status?: number }
  /** The true answer gzipped, which nobody asked for. */
  gzip: object
  /** NVCF's way: 202 to the call and to this many polls (default 1), then the true answer. */
  'nvcf-pending': { readonly polls?: number }
  'nan-score': object
  /** `1e999` is valid JSON and reads as Infinity (default `Infinity`, which is not JSON). */
  'infinite-score': { readonly json?: 'Infinity' | '-Infinity' | '1e999' }
  'null-score': object
  'string-score': object
  'missing-score': object
  'missing-index': object
  'duplicate-index': object
  /** The first row's index becomes `index` (default the number of documents). */
  'index-out-of-range': { readonly index?: number }
  'short-list': object
  'empty-list': object
  /** One row more than there are documents. */
  'extra-row': object
  /** Rows in ascending order of score: odd, but a true answer. */
  'unsorted-rows': object
  'missing-list': object
  'score-key': { readonly key?: 'logit' | 'score' | 'relevance_score' }
  'without-usage': object
}

export type FaultName = keyof FaultParameters
export type Fault<Name extends FaultName = FaultName> = {
  [N in Name]: { readonly name: N } & FaultParameters[N]
}[Name]
