import type { Exchange } from './exchange.ts'
import type { Fault, FaultName } from './fault.ts'
import { type RankingBody, type RankingRow, sendReply } from './reply.ts'

/** Faults in what a ranking says; how it is sent stays in order. An answer that is no ranking is sent as it is. */
export const rankingFaults = {
  'nan-score': spoiled((ranking) => withTopRow(ranking, { score: 'NaN' })),
  'infinite-score': spoiled((ranking, { json = 'Infinity' }) => withTopRow(ranking, { score: json })),
  'null-score': spoiled((ranking) => withTopRow(ranking, { score: 'null' })),
  'string-score': spoiled((ranking) =>
    withRows(ranking, (rows) => rows.map((row) => ({ ...row, score: `"${row.score}"` })))
  ),
  'missing-score': spoiled((ranking) => withTopRow(ranking, { score: undefined })),
  'missing-index': spoiled((ranking) => withTopRow(ranking, { index: undefined })),
  'duplicate-index': spoiled((ranking) => withRows(ranking, twiceTheFirst)),
  'index-out-of-range': spoiled((ranking, { index = ranking.documents }) => withTopRow(ranking, { index })),
  'short-list': spoiled((ranking) => withRows(ranking, (rows) => rows.slice(0, -1))),
  'empty-list': spoiled((ranking) => withRows(ranking, () => [])),
  'extra-row': spoiled((ranking) => withRows(ranking, (rows) => [...rows, { index: ranking.documents, score: -20 }])),
  'unsorted-rows': spoiled((ranking) => withRows(ranking, (rows) => rows.toReversed())),
  'missing-list': spoiled((ranking) => ({ ...ranking, rows: undefined })),
  'score-key': spoiled((ranking, { key = 'score' }) => ({ ...ranking, scoreKey: key })),
  'without-usage': spoiled((ranking) => ({ ...ranking, accounting: {} }))
} satisfies { readonly [Name in FaultName]?: (exchange: Exchange, fault: Fault<Name>) => Promise<void> }

function withRows(ranking: RankingBody, change: (rows: readonly RankingRow[]) => readonly RankingRow[]): RankingBody {
  return { ...ranking, rows: change(ranking.rows ?? []) }
}

function withTopRow(ranking: RankingBody, change: Partial<RankingRow>): RankingBody {
  return withRows(ranking, ([top, ...others]) => (top ? [{ ...top, ...change }, ...others] : []))
}

/** The last row gives way to a second copy of the first; a single row is doubled. */
function twiceTheFirst(rows: readonly RankingRow[]): readonly RankingRow[] {
  return [...rows.slice(0, Math.max(1, rows.length - 1)), ...rows.slice(0, 1)]
}

function spoiled<Setting>(change: (ranking: RankingBody, fault: Setting) => RankingBody) {
  return async (exchange: Exchange, fault: Setting): Promise<void> => {
    const reply = await exchange.answer()
    const body = Buffer.isBuffer(reply.body) ? reply.body : change(reply.body, fault)
    sendReply(exchange.response, { ...reply, body })
  }
}
