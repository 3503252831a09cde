"""Tollgate in LiteLLM's proxy: asks the gate before each call, calls the model it answers, and reports the usage.

Put this file beside config.yaml and name it there: `litellm_settings: {callbacks: tollgate_hook.tollgate}`.
Settings are environment variables; see README.md. Prompts and completions never leave the proxy: only counts do.
"""

import asyncio
import os
import re
import time
from datetime import datetime, timezone

import httpx
import litellm
from litellm._logging import verbose_proxy_logger as log
from litellm.integrations.custom_logger import CustomLogger
from litellm.proxy._types import ProxyException

METERED = ("completion", "acompletion", "text_completion", "atext_completion", "responses", "aresponses",
           "anthropic_messages", "embeddings", "aembedding", "embedding")
TAG = re.compile(r"^([A-Za-z][A-Za-z0-9_.:/-]{0,63})=(.+)$")
HOLD_SECONDS = 900
BATCH = 500
MOST_WAITING = 20_000


class Tollgate(CustomLogger):
    """One gate question before a call, one usage event after it; both carry the call's own id, so repeats count once."""

    def __init__(self):
        super().__init__()
        self.url = os.environ.get("TOLLGATE_URL", "http://127.0.0.1:4318").rstrip("/")
        self.key = os.environ.get("TOLLGATE_API_KEY", "")
        self.source = os.environ.get("TOLLGATE_SOURCE", "litellm")
        self.team = os.environ.get("TOLLGATE_DEFAULT_TEAM", "untagged")
        self.closed = os.environ.get("TOLLGATE_WHEN_UNREACHABLE", "open") == "closed"
        self.timeout = float(os.environ.get("TOLLGATE_TIMEOUT_SECONDS", "2"))
        self.client = None
        self.waiting = []
        self.sender = None

    # Before the call

    async def async_pre_call_hook(self, user_api_key_dict, cache, data, call_type):
        if call_type not in METERED:
            return data
        metadata = _metadata(data)
        tags = _tags(metadata.get("tags"), user_api_key_dict, self.team)
        form = data.get("response_format")
        if isinstance(form, dict) and isinstance(form.get("type"), str):
            tags.setdefault("output_format", form["type"])
        call = {"tags": tags, "task_class": tags.pop("task_class", None),
                "user": data.get("user") or getattr(user_api_key_dict, "end_user_id", None)}
        metadata["tollgate"] = call
        answer = await self._ask(data, call)
        if answer is None:
            return data
        call["requested"] = data.get("model")
        if answer["decision"] == "deny":
            raise _denial(answer["reasons"][0] if answer["reasons"] else {})
        call["reservation"] = (answer.get("reservation") or {}).get("id")
        if answer.get("policy") or answer["model"] != _published(data.get("model"))[1]:
            data["model"] = self._served(answer)
            data["fallbacks"] = [self._served(one) for one in answer.get("fallback") or []]
        return data

    async def _ask(self, data, call):
        """The gate's answer; None where it cannot be reached and calls go on without it."""
        provider, model = _published(data.get("model"))
        limit = next((data[k] for k in ("max_completion_tokens", "max_tokens", "max_output_tokens")
                      if isinstance(data.get(k), int)), None)
        body = {"id": data.get("litellm_call_id"), "provider": provider, "model": model, "tags": call["tags"],
                "user": call["user"], "task_class": call["task_class"], "ttl_seconds": HOLD_SECONDS,
                "needs_tools": bool(data.get("tools")),
                "tokens": {"input": _input_tokens(model, data), "max_output": limit}}
        try:
            reply = await self._http().post("/v1/gate", json=body)
        except httpx.HTTPError as error:
            return self._unreachable(repr(error))
        if reply.status_code == 503:
            return self._unreachable("the meter answers 503")
        if reply.status_code != 200:
            raise ProxyException(f"Tollgate: {_detail(reply)}", "invalid_request_error", None, 400,
                                 {"x-should-retry": "false"})
        return reply.json()

    def _unreachable(self, why):
        log.warning("Tollgate: the gate cannot be reached: %s", why)
        if self.closed:
            raise ProxyException("The budget gate cannot be reached, and calls wait for it.", "budget_unavailable",
                                 None, 503, openai_code="budget_unavailable")
        return None

    def _served(self, ref):
        """The name of the deployment that serves a model: `provider/model` where config.yaml has it."""
        full = f"{ref['provider']}/{ref['model']}" if ref.get("provider") else ref["model"]
        return ref["model"] if not _deployments(full) and _deployments(ref["model"]) else full

    # After it

    async def async_log_success_event(self, kwargs, response_obj, start_time, end_time):
        entry = kwargs.get("standard_logging_object") or {}
        if entry.get("call_type") not in METERED:
            return
        params = kwargs.get("litellm_params") or {}
        call = _metadata(params).get("tollgate") or {"tags": {"team": self.team}}
        if entry.get("cache_hit"):
            await self._release(call)
            return
        info = params.get("model_info") or {}
        provider = info.get("tollgate_provider") or _provider(entry.get("custom_llm_provider"))
        model = info.get("tollgate_model") or entry["model"].removeprefix(f"{entry.get('custom_llm_provider')}/")
        event = {"id": entry.get("litellm_call_id") or entry["id"], "time": _time(entry["startTime"]),
                 "provider": provider, "model": model,
                 "tokens": _tokens((entry.get("metadata") or {}).get("usage_object") or {}, entry), "status": "ok",
                 "requested_model": _published(call.get("requested"))[1], "tags": call["tags"], "user": call.get("user"),
                 "task_class": call.get("task_class"), "reservation": call.get("reservation")}
        self._report({key: value for key, value in event.items() if value is not None})

    async def async_post_call_failure_hook(self, request_data, original_exception, user_api_key_dict,
                                           traceback_str=None):
        """No model answered, no fallback either: what the gate holds is given back."""
        await self._release(_metadata(request_data).get("tollgate") or {})

    async def _release(self, call):
        reservation = call.pop("reservation", None)
        if reservation:
            try:
                await self._http().delete(f"/v1/gate/reservations/{reservation}")
            except httpx.HTTPError:
                log.warning("Tollgate: %s is not released; it expires by itself", reservation)

    def _report(self, event):
        if len(self.waiting) >= MOST_WAITING:
            log.error("Tollgate: usage of call %s is lost: %d events wait already", event["id"], MOST_WAITING)
            return
        self.waiting.append(event)
        if self.sender is None or self.sender.done():
            self.sender = asyncio.create_task(self._send())

    async def _send(self):
        """Sends what waits until nothing does. What was not acknowledged is sent again: an event counts once."""
        pause = 0.05
        while self.waiting:
            await asyncio.sleep(pause)
            batch = self.waiting[:BATCH]
            try:
                reply = await self._http().post("/v1/usage", json={"source": self.source, "events": batch},
                                                timeout=30)
            except httpx.HTTPError as error:
                log.warning("Tollgate: usage waits: %r", error)
                pause = min(pause * 2, 30)
                continue
            if reply.status_code in (408, 429) or reply.status_code >= 500:
                log.warning("Tollgate: usage waits: %s", reply.status_code)
                pause = min(pause * 2, 30)
                continue
            if reply.status_code != 200:
                log.error("Tollgate: usage of %d calls is refused: %s", len(batch), _detail(reply))
            else:
                for one in reply.json()["rejected"]:
                    log.error("Tollgate: usage of call %s is refused: %s", one.get("id"), one["detail"])
            pause = 0.05
            del self.waiting[: len(batch)]

    def _http(self):
        if self.client is None:
            self.client = httpx.AsyncClient(base_url=self.url, timeout=self.timeout,
                                            headers={"authorization": f"Bearer {self.key}"})
        return self.client


def _denial(reason):
    """429 as clients of OpenAI read it; without the header they would try twice more."""
    code = reason.get("code") or "budget_exceeded"
    headers = {"x-should-retry": "false"}
    if code == "throttled":
        headers["retry-after"] = str(60 - int(time.time()) % 60)
    return ProxyException(reason.get("detail") or "The call is refused.", code, None, 429, headers)


def _metadata(data):
    """Where LiteLLM keeps what belongs to the call, by route."""
    name = "litellm_metadata" if isinstance(data.get("litellm_metadata"), dict) else "metadata"
    if not isinstance(data.get(name), dict):
        data[name] = {}
    return data[name]


def _tags(listed, key, default_team):
    """`name=value` tags of the call. The team of the LiteLLM key decides over what the call says of itself."""
    found = [TAG.match(tag.strip()) for tag in listed or [] if isinstance(tag, str)]
    tags = {match[1]: match[2] for match in found if match}
    team = getattr(key, "team_alias", None)
    tags["team"] = team or tags.get("team") or default_team
    return tags


def _deployments(name):
    from litellm.proxy.proxy_server import llm_router

    return (llm_router.get_model_list(model_name=name) if llm_router and name else None) or []


def _published(name):
    """(provider, model) of a deployment that Tollgate published; of any other name, provider None and the name."""
    ones = {(info.get("tollgate_provider"), info.get("tollgate_model"))
            for info in ((one.get("model_info") or {}) for one in _deployments(name))}
    found = ones.pop() if len(ones) == 1 else (None, None)
    return found if all(found) else (None, name)


PROVIDERS = {"gemini": "google", "vertex_ai": "google", "bedrock": "aws", "bedrock_converse": "aws",
             "azure_ai": "azure", "azure_text": "azure", "text-completion-openai": "openai", "cohere_chat": "cohere",
             "xai": "x-ai", "fireworks_ai": "fireworks", "together_ai": "together", "moonshot": "moonshotai",
             "voyage": "voyageai", "dashscope": "alibaba", "github_copilot": "github-copilot"}


def _provider(name):
    return PROVIDERS.get(name, name)


def _input_tokens(model, data):
    messages = data.get("messages")
    text = None if messages else data.get("input") or data.get("prompt") or ""
    try:
        if messages:
            return litellm.token_counter(model=model, messages=messages, tools=data.get("tools"))
        if isinstance(text, str) or all(isinstance(one, str) for one in text):
            return litellm.token_counter(model=model, text=text)
    except Exception:  # a shape its counter does not know must not stop the call
        log.debug("Tollgate: tokens are estimated by length", exc_info=True)
    return len(str(messages or text)) // 3


def _tokens(usage, entry):
    """Disjoint classes: cached and reasoning tokens are parts of what LiteLLM calls prompt and completion tokens."""
    prompt = usage.get("prompt_tokens_details") or {}
    read = prompt.get("cached_tokens") or usage.get("cache_read_input_tokens") or 0
    kinds = prompt.get("cache_creation_token_details") or {}
    hour = kinds.get("ephemeral_1h_input_tokens") or 0
    written = prompt.get("cache_creation_tokens") or usage.get("cache_creation_input_tokens") or 0
    written = max(written, hour)
    reasoning = (usage.get("completion_tokens_details") or {}).get("reasoning_tokens") or 0
    return {"input": max(0, (entry.get("prompt_tokens") or 0) - read - written), "cache_read": read,
            "cache_write_5m": written - hour, "cache_write_1h": hour,
            "output": max(0, (entry.get("completion_tokens") or 0) - reasoning), "reasoning": reasoning}


def _time(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds")


def _detail(reply):
    try:
        return reply.json().get("detail") or reply.text
    except ValueError:
        return reply.text


tollgate = Tollgate()
