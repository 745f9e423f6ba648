import fc from 'fast-check'
import t from 'tap'
import { plainScores } from './plain-scores.ts'
import { ranked, scoresOf } from './ranked.ts'

/** Queries, documents, and which of the documents must come first, best first. */
const cases: readonly [title: string, query: string, texts: readonly string[], first: readonly number[]][] = [
  [
    'what is asked for comes before what is near it',
    'how does photosynthesis work',
    ['Plants are green.', 'Photosynthesis turns light into sugar.', 'Work is force times distance.'],
    [1, 2]
  ],
  ['English word forms match', 'connecting databases', ['a cat sat', 'he connected to the database'], [1]],
  ['rare words weigh more', 'gpu driver', ['gpu gpu', 'gpu', 'gpu driver', 'gpu price', 'driver'], [2, 4]],
  ['a misspelled query finds its word', 'acommodation', ['a restaurant', 'cheap accommodation', 'a museum'], [1]],
  ['a misspelled document is found', 'accommodation', ['a restaurant', 'cheap acommodation', 'a museum'], [1]],
  ['the right spelling comes before a wrong one', 'postgres', ['postgress tuning', 'postgres tuning'], [1, 0]],
  ['neighbours before strangers', 'new york', ['york has a new mayor', 'the new york mayor', 'the mayor'], [1, 0]],
  ['order counts between neighbours', 'dog bites man', ['man bites dog', 'dog bites man'], [1, 0]],
  ['short before long, all else equal', 'tokyo', ['tokyo is a city in a far and sunny land', 'tokyo city'], [1, 0]],
  ['a query of stop words alone still ranks', 'to be or not to be', ['an apple', 'to be, or not to be'], [1]],
  ['stop words do not count otherwise', 'the who of jazz', ['the the who who of of', 'jazz'], [1]],
  ['numbers match whole', 'error 404', ['error 4040', 'error 404', 'error 40'], [1]],
  ['case and punctuation do not count', 'node.js', ['NODE-JS!', 'nodes'], [0]],
  ['full-width forms match plain ones', 'GPU 24GB', ['cpu', 'ＧＰＵ　２４ＧＢ'], [1]],
  ['accents typed either way match', 'café', ['cafe\u0301 au lait', 'the'], [0]],
  ['Chinese', '人工智能的应用', ['今天天气很好', '人工智能在医学中的应用', '智能手机'], [1, 2]],
  ['Japanese', '東京の天気', ['大阪の料理', '京都の天気', '東京の天気予報'], [2, 1]],
  ['Korean, particles and all', '서울의 날씨', ['부산은 바다가 있다', '서울에서 본 날씨는 맑다'], [1]],
  ['Thai', 'อาหารไทย', ['รถยนต์ญี่ปุ่น', 'ร้านอาหารไทยใกล้ฉัน'], [1]],
  ['scripts that touch are told apart', 'iPhone15价格', ['手机壳', 'iphone 15', '苹果iPhone15的价格是多少'], [2]],
  ['one character of a script without spaces', '猫', ['犬が好き', '黒猫が好き'], [1]],
  ['Cyrillic with another ending', 'нейронные сети', ['рецепт борща', 'нейронных сетей обучение'], [1]],
  ['duplicates tie by index', 'apple', ['pear', 'apple pie', 'apple pie', 'apple pie'], [1, 2, 3, 0]],
  ['where nothing matches the order stays', 'quantum', ['one', 'two', 'three'], [0, 1, 2]]
]
for (const [title, query, texts, first] of cases) {
  t.test(title, async (t) => {
    t.strictSame(ranked(query, texts).slice(0, first.length), first)
    const scores = scoresOf(query, texts)
    t.strictSame(scores, scoresOf(query, texts), 'the same bits again')
    if (query !== 'quantum') t.ok((scores[first[0] ?? 0] ?? 0) > 0, 'and not by chance')
  })
}

t.test('what matches nothing scores 0', async (t) => {
  t.strictSame([...scoresOf('quantum', ['one', '', '!?', '👍'])], [0, 0, 0, 0])
  t.strictSame([...scoresOf('?!', ['one', 'two'])], [0, 0], 'nor does a query without words match')
  t.strictSame([...scoresOf('a', [''])], [0])
  t.strictSame([...scoresOf('a', [])], [])
})

t.test('scores are a share of what the terms could bring', async (t) => {
  const [apple, banana] = scoresOf('apple', ['apple', 'banana'])
  t.equal(apple, 1 / 2.2)
  t.equal(banana, 0)
  t.ok(Math.abs((scoresOf('red apple', ['red apple', 'green pear'])[0] ?? 0) - 2.5 / 4.4) < 1e-12)
  t.ok((scoresOf('red apple', ['red apple '.repeat(50)])[0] ?? 0) > 1, 'neighbours can lift it above 1')
})

t.test('scores are those of the formula, plainly written', async (t) => {
  const vocabulary = ['rank', 'ranks', 'ranking', 'retrieval', 'retrival', 'the', 'of', 'dog', 'dogz', 'x1', 'quality']
  const text = fc.array(fc.constantFrom(...vocabulary), { maxLength: 20 }).map((words) => words.join(' '))
  const query = fc.array(fc.constantFrom(...vocabulary), { maxLength: 6 }).map((words) => `${words.join(' ')} ranked`)
  fc.assert(
    fc.property(query, fc.array(text, { minLength: 1, maxLength: 8 }), (query, texts) => {
      const plain = plainScores(query, texts)
      const scores = scoresOf(query, texts)
      return scores.every((score, index) => Math.abs(score - (plain[index] ?? Number.NaN)) < 1e-9)
    })
  )
  t.ok((plainScores('ranked retrieval', ['the retrival of ranks'])[0] ?? 0) > 0)
})
