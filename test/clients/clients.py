"""Asks a running rankgate with unmodified Python clients, and says of each whether it got what it should.

Run by main.ts, which starts the server and tells its address, key and right answers in a JSON file.
Exits with 1 when any check fails.
"""

import asyncio
import contextlib
import io
import json
import logging
import os
import re
import sys
from importlib.metadata import version

# Set before litellm is imported: it would fetch a price list from the network.
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

import cohere
import litellm
from langchain_cohere import CohereRerank as LangChainRerank
from langchain_core.documents import Document
from llama_index.core.schema import NodeWithScore, TextNode
from llama_index.postprocessor.cohere_rerank import CohereRerank as LlamaIndexRerank

litellm.suppress_debug_info = True
logging.disable(logging.CRITICAL)

with open(sys.argv[1], encoding="utf-8") as file:
    told = json.load(file)
URL, KEY, QUERY, DOCUMENTS = told["url"], told["key"], told["query"], told["documents"]
RANKING = [(row["index"], row["score"]) for row in told["ranking"]]
ONCE = {"max_retries": 0}

checks = []


def check(name):
    def register(function):
        checks.append((name, function))
        return function

    return register


def expect(seen, wanted):
    if seen != wanted:
        raise AssertionError(f"got {seen!r}, not {wanted!r}")


def expect_error(kind, words, ask):
    """The client raises its own error for our status, and our message is in it."""
    try:
        ask()
    except kind as error:
        text = str(getattr(error, "body", None) or error)
        if words not in text:
            raise AssertionError(f"the error does not say {words!r}: {text}") from None
        return
    raise AssertionError(f"no {kind.__name__} was raised")


def pairs(answer):
    return [(row.index, row.relevance_score) for row in answer.results]


# cohere: v1 and v2, sync and async


@check("cohere.Client.rerank")
def cohere_v1():
    client = cohere.Client(api_key=KEY, base_url=URL)
    expect(pairs(client.rerank(model="nim", query=QUERY, documents=DOCUMENTS)), RANKING)
    mixed = [{"text": DOCUMENTS[0]}, *DOCUMENTS[1:]]
    top = client.rerank(model="nim", query=QUERY, documents=mixed, top_n=2, return_documents=True)
    expect(pairs(top), RANKING[:2])
    expect([row.document.text for row in top.results], [DOCUMENTS[index] for index, _ in RANKING[:2]])
    bare = client.rerank(model="nim", query=QUERY, documents=DOCUMENTS, return_documents=False)
    expect([row.document for row in bare.results], [None] * len(DOCUMENTS))
    titled = [{"title": text, "page": 1} for text in DOCUMENTS]
    by_title = client.rerank(model="nim", query=QUERY, documents=titled, rank_fields=["title"])
    expect(pairs(by_title), RANKING)


@check("cohere.ClientV2.rerank")
def cohere_v2():
    client = cohere.ClientV2(api_key=KEY, base_url=URL)
    expect(pairs(client.rerank(model="nim", query=QUERY, documents=DOCUMENTS)), RANKING)
    top = client.rerank(model="nim", query=QUERY, documents=DOCUMENTS, top_n=2, max_tokens_per_doc=512)
    expect(pairs(top), RANKING[:2])


@check("cohere.AsyncClient.rerank and cohere.AsyncClientV2.rerank")
def cohere_async():
    async def ask(make):
        return await make(api_key=KEY, base_url=URL).rerank(
            model="nim", query=QUERY, documents=DOCUMENTS, top_n=3
        )

    for make in (cohere.AsyncClient, cohere.AsyncClientV2):
        expect(pairs(asyncio.run(ask(make))), RANKING[:3])


@check("cohere: our 401, 400 and 429 are its errors")
def cohere_errors():
    for make in (cohere.Client, cohere.ClientV2):

        def ask(key, model, make=make):
            client = make(api_key=key, base_url=URL)
            client.rerank(model=model, query=QUERY, documents=DOCUMENTS, request_options=ONCE)

        expect_error(cohere.UnauthorizedError, "Invalid proxy server token passed", lambda: ask("sk-wrong", "nim"))
        expect_error(cohere.BadRequestError, "Invalid model name passed in model=nope", lambda: ask(KEY, "nope"))
        expect_error(cohere.TooManyRequestsError, "answered 429: slow down", lambda: ask(KEY, "busy"))


# frameworks


@check("langchain_cohere.CohereRerank")
def langchain():
    reranker = LangChainRerank(cohere_api_key=KEY, base_url=URL, model="nim", top_n=2)
    rows = reranker.rerank(DOCUMENTS, QUERY)
    expect([(row["index"], row["relevance_score"]) for row in rows], RANKING[:2])
    pages = [Document(page_content=text) for text in DOCUMENTS]
    for kept in (
        reranker.compress_documents(pages, QUERY),
        asyncio.run(reranker.acompress_documents(pages, QUERY)),
    ):
        seen = [(page.page_content, page.metadata["relevance_score"]) for page in kept]
        expect(seen, [(DOCUMENTS[index], score) for index, score in RANKING[:2]])
    wrong = LangChainRerank(cohere_api_key=KEY, base_url=URL, model="nope")
    expect_error(cohere.BadRequestError, "Invalid model name", lambda: wrong.rerank(DOCUMENTS, QUERY))


@check("llama_index CohereRerank")
def llama_index():
    def nodes():
        return [NodeWithScore(node=TextNode(text=text), score=0.0) for text in DOCUMENTS]

    reranker = LlamaIndexRerank(api_key=KEY, base_url=URL, model="nim", top_n=2)
    for kept in (
        reranker.postprocess_nodes(nodes(), query_str=QUERY),
        asyncio.run(reranker.apostprocess_nodes(nodes(), query_str=QUERY)),
    ):
        seen = [(node.text, node.score) for node in kept]
        expect(seen, [(DOCUMENTS[index], score) for index, score in RANKING[:2]])
    wrong = LlamaIndexRerank(api_key="sk-wrong", base_url=URL, model="nim", top_n=2)
    ask = lambda: wrong.postprocess_nodes(nodes(), query_str=QUERY)
    expect_error(cohere.UnauthorizedError, "Invalid proxy server token passed", ask)


# litellm: each provider that can be pointed at us, with every form of address that it takes

LITELLM_BASES = {
    "litellm_proxy": [URL],
    "cohere": [URL],
    "jina_ai": [URL, f"{URL}/v1"],
    "hosted_vllm": [URL, f"{URL}/v1"],
    "together_ai": [URL, f"{URL}/v1"],
}


def litellm_check(provider, base):
    def ask(key=KEY, model="nim", **more):
        given = {"query": QUERY, "documents": DOCUMENTS, "api_base": base, "api_key": key, **more}
        return litellm.rerank(model=f"{provider}/{model}", **given)

    def rows(answer):
        return [(row["index"], row["relevance_score"]) for row in answer.results]

    def run():
        expect(rows(ask()), RANKING)
        top = ask(top_n=2)
        expect(rows(top), RANKING[:2])
        expect([row["document"]["text"] for row in top.results], [DOCUMENTS[index] for index, _ in RANKING[:2]])
        objects = [{"text": text} for text in DOCUMENTS]
        expect(rows(ask(documents=objects, top_n=1)), RANKING[:1])
        given = {"query": QUERY, "documents": DOCUMENTS, "api_base": base, "api_key": KEY, "top_n": 3}
        expect(rows(asyncio.run(litellm.arerank(model=f"{provider}/nim", **given))), RANKING[:3])
        expect_error(
            litellm.AuthenticationError, "Invalid proxy server token passed", lambda: ask(key="sk-wrong")
        )
        expect_error(litellm.BadRequestError, "Invalid model name passed in model=nope", lambda: ask(model="nope"))
        expect_error(litellm.RateLimitError, "answered 429: slow down", lambda: ask(model="busy"))

    return run


for provider, bases in LITELLM_BASES.items():
    for base in bases:
        shown = base.replace(URL, "URL")
        checks.append((f"litellm.rerank and arerank, {provider}/ with api_base {shown}", litellm_check(provider, base)))


# the snippets of the docs: what they print is what the comment behind each print says


def snippet_check(code):
    def run():
        ready = code.replace("http://127.0.0.1:4000", URL).replace("sk-my-key", KEY)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(ready, "docs/clients.md", "exec"), {"__name__": "snippet"})
        wanted = re.findall(r"^print\(.*\)  # (.*)$", code, re.MULTILINE)
        if not wanted:
            raise AssertionError("the snippet prints nothing that it says")
        expect(printed.getvalue().splitlines(), wanted)

    return run


with open(told["page"], encoding="utf-8") as file:
    snippets = re.findall(r"^```python$\n(.*?)^```$", file.read(), re.MULTILINE | re.DOTALL)
for snippet in snippets:
    first_line = snippet.splitlines()[0]
    checks.append((f"docs/clients.md: {first_line}", snippet_check(snippet)))


failed = 0
for package in ("cohere", "langchain-cohere", "llama-index-postprocessor-cohere-rerank", "litellm"):
    print(f"{package} {version(package)}")
for name, function in checks:
    try:
        function()
        print(f"ok      {name}", flush=True)
    except Exception as error:
        failed += 1
        print(f"FAILED  {name}: {type(error).__name__}: {error}", flush=True)
print(f"{len(checks) - failed} passed, {failed} failed")
sys.exit(1 if failed or not snippets else 0)
