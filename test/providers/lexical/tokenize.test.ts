import t from 'tap'
import { bounds } from '../../../src/providers/lexical/bounds.ts'
import { tokenize } from '../../../src/providers/lexical/tokenize.ts'

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  tokenize(text, (token) => {
    tokens.push(token)
    return true
  })
  return tokens
}

const cases: readonly [title: string, text: string, tokens: readonly string[]][] = [
  ['words are runs of letters and digits', "It's 3.5-inch, x86_64!", ['it', 's', '3', '5', 'inch', 'x86', '64']],
  ['marks belong to their word', 'e\u0301tude हिन्दी q\u0301', ['étude', 'हिन्दी', 'q\u0301']],
  ['scripts without spaces become bigrams', '東京都', ['東京', '京都']],
  ['a lone character stays', '猫 と 犬', ['猫', 'と', '犬']],
  ['kana and kanji are one run', '検索エンジン', ['検索', '索エ', 'エン', 'ンジ', 'ジン']],
  ['Korean too', '한국어 책', ['한국', '국어', '책']],
  ['Thai too, its vowel signs included', 'ที่นี่', ['ที', 'ี่', '่น', 'นี', 'ี่']],
  ['a run ends where the script does', 'iPhone15价格表', ['iphone15', '价格', '格表']],
  ['and on the other side', '用GPU跑', ['用', 'gpu', '跑']],
  ['characters beyond the first plane stay whole', '𠮷野家', ['𠮷野', '野家']],
  ['emoji and punctuation are no tokens', '👩‍💻 ❤️ — …', []],
  ['lone surrogates are no tokens', 'a\u{d83d}b\u{dc00}', ['a', 'b']],
  ['a mark after nothing is no token', '\u0301 \u0308x', ['x']],
  ['nothing comes of nothing', '', []]
]

for (const [title, text, tokens] of cases) {
  t.test(title, async (t) => t.strictSame(tokensOf(text), tokens))
}

t.test('the sink ends the reading, in words and in bigrams', async (t) => {
  for (const text of ['one two three', '一二三四', '一 二 三']) {
    let seen = 0
    tokenize(text, () => ++seen < 2)
    t.equal(seen, 2, text)
  }
})

t.test('a very long word is known by its beginning', async (t) => {
  t.strictSame(tokensOf(`${'x'.repeat(1000)} y`), ['x'.repeat(bounds.unitsPerWord), 'y'])
})

t.test('the sink learns what kind of token it gets', async (t) => {
  const kinds: string[] = []
  tokenize('gpu 価格 猫', (_token, kind) => kinds.push(kind) > 0)
  t.strictSame(kinds, ['word', 'bigram', 'character'])
})
