import type { TraceStep } from '../../errors/trace-step.ts'
import type { RerankAnswer } from '../../gateway/rerank-answer.ts'
import type { AnswerNotes, AnswerStep } from './accounts.ts'

/** What an answer says of how it came about; undefined when there is nothing to say. */
export function answerNotes({ degradation, warnings, shownAs, steps }: RerankAnswer): AnswerNotes | undefined {
  if (degradation === undefined && warnings.length === 0 && shownAs === undefined && steps === undefined)
    return undefined
  const said = degradation === undefined ? warnings : [degradation.warning, ...warnings]
  return {
    ...(said.length === 0 ? {} : { warnings: said }),
    ...(shownAs === undefined ? {} : { scale: shownAs.scale, normalize: shownAs.normalization }),
    ...(steps === undefined ? {} : { steps: shownSteps(steps) })
  }
}

export function shownSteps(steps: readonly TraceStep[]): readonly AnswerStep[] {
  return steps.map(({ atMs, deployment, what }) => ({
    at_ms: atMs,
    ...(deployment === undefined ? {} : { deployment }),
    what
  }))
}
