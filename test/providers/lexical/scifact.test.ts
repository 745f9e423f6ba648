import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { ranked } from './ranked.ts'

/** The BEIR SciFact test set with 50 shuffled candidates for each query, beside the checkout unless said otherwise. */
const folder =
  process.env.RANKGATE_SCIFACT ?? fileURLToPath(new URL('../../../../shared/data/scifact', import.meta.url))
const skip = existsSync(folder) ? false : 'the SciFact files are not here; RANKGATE_SCIFACT names their folder'

t.test('SciFact candidates are reranked to an nDCG@10 of at least 0.66', { skip }, async (t) => {
  const documents = new Map(jsonLines('corpus.jsonl').map(({ _id, title, text }) => [_id, `${title} ${text}`]))
  const queries = new Map(jsonLines('queries.test.jsonl').map(({ _id, text }) => [_id, text]))
  const judgements = new Map<string, Map<string, number>>()
  for (const [query = '', document = '', gain] of lines('qrels/test.tsv')
    .slice(1)
    .map((line) => line.split('\t'))) {
    judgements.set(query, (judgements.get(query) ?? new Map<string, number>()).set(document, Number(gain)))
  }
  const figures = lines('candidates.test.tsv').map((line) => {
    const [query = '', list = ''] = line.split('\t')
    const candidates = list.split(' ')
    const texts = candidates.map((candidate) => documents.get(candidate) ?? '')
    const gains = judgements.get(query) ?? new Map<string, number>()
    const found = ranked(queries.get(query) ?? '', texts).map((index) => gains.get(candidates[index] ?? '') ?? 0)
    return gainAt10(found) / gainAt10([...gains.values()].sort((a, b) => b - a))
  })
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length
  t.comment(`SciFact nDCG@10 over ${figures.length} queries: ${mean.toFixed(4)}`)
  t.equal(figures.length, 300)
  t.ok(mean >= 0.66, `${mean} is at least 0.66`)
})

function gainAt10(gains: readonly number[]): number {
  return gains.slice(0, 10).reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0)
}

function lines(file: string): string[] {
  return readFileSync(`${folder}/${file}`, 'utf8').trim().split('\n')
}

function jsonLines(file: string): { _id: string; title: string; text: string }[] {
  return lines(file).map((line) => JSON.parse(line))
}
