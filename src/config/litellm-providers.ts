/** Providers of LiteLLM that can rerank there, and that this version of rankgate has no adapter for. */
export const laterProviders: ReadonlySet<string> = names(`
  jina_ai voyage huggingface infinity hosted_vllm together_ai azure_ai bedrock vertex_ai fireworks_ai deepinfra watsonx
  dashscope litellm_proxy novita oci
`)

/** Those among them whose /rerank takes Cohere's body and gives Cohere's answer. */
export const cohereLike: ReadonlySet<string> = names('jina_ai infinity hosted_vllm together_ai litellm_proxy')

/** Providers of LiteLLM that cannot rerank. */
export const chatProviders: ReadonlySet<string> = names(`
  openai openai_like custom_openai text-completion-openai aiohttp_openai azure azure_text anthropic anthropic_text
  vertex_ai_beta gemini palm cohere_chat bedrock_converse bedrock_mantle sagemaker sagemaker_chat sagemaker_nova
  ollama ollama_chat mistral codestral text-completion-codestral groq xai zai deepseek perplexity openrouter replicate
  clarifai ai21 ai21_chat baseten bytez databricks datarobot cerebras cloudflare volcengine moonshot minimax morph
  lambda_ai v0 sambanova maritalk xinference friendliai featherless_ai watsonx_text triton predibase empower github
  github_copilot chatgpt compactifai docker_model_runner custom vllm llamafile lm_studio galadriel nebius deepgram
  elevenlabs langfuse humanloop topaz assemblyai snowflake gradient_ai meta_llama nscale pg_vector milvus hyperbolic
  recraft fal_ai heroku aiml cometapi auto_router complexity_router adaptive_router quality_router vercel_ai_gateway
  dotprompt wandb ovhcloud lemonade amazon_nova aws_polly runwayml stability black_forest_labs nlp_cloud petals oobabooga
  aleph_alpha anyscale siliconflow ragflow langgraph a2a a2a_agent cursor manus poe chutes helicone inception synthetic
  apertis nano-gpt publicai sap gigachat greenpt novita_ai openai_text xiaomi_mimo stepfun tensormesh llamagate abliteration
  charity_engine gmi neosantara parasail crusoe scaleway agentcore azure_ai_agents linkup tavily exa_ai parallel_ai
  google_pse dataforseo firecrawl searxng vertex_agent_engine pydantic_ai_agents hosted_tei ai_studio s3_vectors valkey
  bitdeer iflow pinstripes sarvam
`)

function names(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
