import Type from 'typebox'

const count = Type.Integer({ minimum: 0 })

/** The body of a rerank answer. Its type is held against the type of what is written by the tests. */
export const answerSchema = Type.Object({
  id: Type.String({ description: 'The call id, as in the header x-litellm-call-id.' }),
  model: Type.String({ description: 'The model as the request named it.' }),
  results: Type.Array(
    Type.Object({
      index: Type.Integer({ minimum: 0, description: 'Which of the documents that were sent, from 0.' }),
      relevance_score: Type.Number({
        description: "The higher, the better. Its scale is the provider's: `GET /model/info` names it."
      }),
      document: Type.Optional(
        Type.Object(
          { text: Type.String() },
          { description: 'Absent when not asked for, and for a document that is an image alone.' }
        )
      )
    }),
    { description: 'By score descending, ties by index ascending, at most `top_n`.' }
  ),
  meta: Type.Object(
    {
      api_version: Type.Object({ version: Type.String() }),
      billed_units: Type.Object({ search_units: Type.Optional(count), total_tokens: Type.Optional(count) }),
      tokens: Type.Object({ input_tokens: Type.Optional(count), output_tokens: Type.Optional(count) })
    },
    { description: "Cohere's account; what nobody counted is absent." }
  ),
  usage: Type.Object(
    { prompt_tokens: count, completion_tokens: count, total_tokens: count },
    { description: "OpenAI's account; what nobody counted is 0." }
  )
})

/** An error's body. */
export const errorSchema = Type.Object({
  message: Type.String({ description: "For people, and for Cohere's clients." }),
  error: Type.Object(
    {
      message: Type.String(),
      type: Type.String({ description: "LiteLLM's name for this kind of error." }),
      param: Type.Union([Type.String(), Type.Null()], { description: 'The field at fault.' }),
      code: Type.String({ description: 'The HTTP status.' })
    },
    { description: "For OpenAI's and LiteLLM's clients." }
  )
})
