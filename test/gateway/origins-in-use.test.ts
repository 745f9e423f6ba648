import t from 'tap'
import { originsInUse } from '../../src/gateway/origins-in-use.ts'
import { configOf, nimModel } from '../start-gateway.ts'

t.test('each address is named once, without its path; who is asked in this process has none', async (t) => {
  const entry = (model: string, api_base?: string) => {
    return { model_name: 'rerank', litellm_params: { model, api_key: 'k', ...(api_base && { api_base }) } }
  }
  const nim = `nvidia_nim/${nimModel}`
  const model_list = [
    entry(nim, 'http://127.0.0.1:1/v1'),
    entry(nim, 'http://127.0.0.1:1'),
    entry('cohere/rerank-v3.5'),
    entry('local/lexical')
  ]
  t.strictSame([...originsInUse(configOf({ model_list }))], ['http://127.0.0.1:1', 'https://api.cohere.com'])
})
