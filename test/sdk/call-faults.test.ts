import t from 'tap'
import { callFaults } from '../../src/sdk/call-faults.ts'

const call = { model: 'cohere/a', fallbacks: ['passthrough', 'cohere/b', 'cohere/c'] }

function pathOf(path: string): string | undefined {
  const notice = { file: 'configuration', line: undefined, column: undefined, path, message: 'is wrong' }
  const [fault] = callFaults([notice], call)
  t.equal(fault?.file, 'rerank()')
  return fault?.path
}

t.test('a fault is at the parameter that it came from', async (t) => {
  t.equal(pathOf('model_list[0].model_name'), 'model')
  t.equal(pathOf('model_list[0].litellm_params.model'), 'model')
  t.equal(pathOf('model_list[0].litellm_params.extra_headers.host'), 'extra_headers.host')
  t.equal(pathOf('model_list[2].litellm_params.api_base'), 'fallbacks[2]')
  t.equal(pathOf('environment_variables'), 'environment_variables')
})

t.test('what is told twice of one parameter is told once', async (t) => {
  const notice = { file: 'configuration', line: undefined, column: undefined, message: 'must not be empty' }
  const paths = ['model_list[1].model_name', 'model_list[1].litellm_params.model']
  t.equal(
    callFaults(
      paths.map((path) => ({ ...notice, path })),
      call
    ).length,
    1
  )
})
