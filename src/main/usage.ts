/** What `--help` prints. */
export const usage = `rankgate: one rerank API in front of every reranking model

usage
  rankgate [serve] [flags]   answer POST /rerank
  rankgate check [flags]     read the configuration and print the plan, calling nobody
  rankgate probe [flags]     ask every deployment for one tiny real ranking

flags                        (environment variable)
  -c, --config FILE          configuration, LiteLLM's YAML (CONFIG_FILE_PATH); without it a model
                             named "rerank" answers from the embedded reranker
  --host HOST                where to listen (HOST); default 127.0.0.1, any other needs a master key
  --port N                   (PORT); default 4000, 0 picks a free one
  --num_workers N            processes that share the port (NUM_WORKERS); default 1, auto is one for
                             each core
  --strict                   every warning about the configuration is a fault
  --debug                    log more (RANKGATE_LOG=debug)
  -h, --help
  -v, --version

keys
  RANKGATE_MASTER_KEY        the key that clients must send (also LITELLM_MASTER_KEY,
                             general_settings.master_key)
  NVIDIA_NIM_API_KEY, COHERE_API_KEY, ...   each provider's own
`
