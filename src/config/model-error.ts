import { GatewayError } from '../errors/gateway-error.ts'

/** How much of a client's model name is said back. */
const longestShown = 200

/** LiteLLM's sentence, which clients look for. */
export function unknownModel(model: string, hint = ''): GatewayError {
  const sentence = `/rerank: Invalid model name passed in model=${shown(model)}. Call \`/v1/models\` to view available models for your key.`
  return new GatewayError('unknown_model', `${sentence}${hint}`, { param: 'model' })
}

export function cannotRerank(model: string, reason: string): GatewayError {
  return new GatewayError('model_cannot_rerank', `${refusal(model)}${reason}`, { param: 'model' })
}

/** The reason that `cannotRerank` was given for this model; undefined of any other error. */
export function whyNot({ code, message }: GatewayError, model: string): string | undefined {
  return code === 'model_cannot_rerank' ? message.slice(refusal(model).length) : undefined
}

function refusal(model: string): string {
  return `the model "${shown(model)}" cannot rerank: `
}

function shown(model: string): string {
  return model.length > longestShown ? `${model.slice(0, longestShown)}...` : model
}
