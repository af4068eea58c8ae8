"""Discord's error answers: status, JSON code and message (docs: Opcodes and Status Codes)."""

from __future__ import annotations

from .posts import Json

_MESSAGES = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    30032: (400, "Maximum number of application commands reached"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    40094: (400, "This interaction has hit the maximum number of follow up messages"),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50109: (400, "The request body contains invalid JSON."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
}


class ApiError(Exception):
    """Ends a request with this answer."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        more: Json | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        self.body: Json = {"message": message, "code": code, **(more or {})}


def error(code: int) -> ApiError:
    """The answer that belongs to one of Discord's codes."""
    status, message = _MESSAGES[code]
    return ApiError(status, code, message)


def invalid(errors: Json) -> ApiError:
    """50035 with the nested `errors` object."""
    return ApiError(400, 50035, "Invalid Form Body", more={"errors": errors})


def plain(status: int, reason: str) -> ApiError:
    """An answer with code 0, such as 401: Unauthorized."""
    return ApiError(status, 0, f"{status}: {reason}")


def rate_limited(retry_after: float, everywhere: bool) -> ApiError:
    """429 (docs: Rate Limits). `retry_after` in seconds."""
    scope = "global" if everywhere else "user"
    headers = {"Retry-After": f"{retry_after:.3f}", "X-RateLimit-Scope": scope}
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    else:
        headers |= {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": f"{retry_after:.3f}"}
    more: Json = {"retry_after": retry_after, "global": everywhere}
    return ApiError(429, 0, "You are being rate limited.", more=more, headers=headers)
