/** A fenced block of a Markdown page. */
export interface FencedBlock {
  /** The language, such as `ts`. */
  readonly language: string
  /** What else the fence says, such as `answer` in ```` ```http answer ````. */
  readonly notes: readonly string[]
  readonly text: string
  /** The line of the page on which it starts, from 1. */
  readonly line: number
  /** The page's next line that is not empty, where it is prose. */
  readonly remark: string
}

export function fencedBlocks(page: string): FencedBlock[] {
  return [...page.matchAll(/^```(\w*)(.*)\n((?:.*\n)*?)```\n(?=\n*(.*))/gm)].map(
    ({ 1: language = '', 2: info = '', 3: text = '', 4: remark = '', index }) => ({
      language,
      notes: info.trim().split(/ +/),
      text,
      line: page.slice(0, index).split('\n').length,
      remark
    })
  )
}
