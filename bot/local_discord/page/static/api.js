// The page's one way to the server. Everything stays on this address.

/** Something the person can read: `kind` is "refused" (not allowed), "silent" (no answer) or "broken". */
export class Problem extends Error {
  constructor(kind, text) {
    super(text);
    this.kind = kind;
  }
}

const KINDS = { 422: "refused", 504: "silent" };

export class Api {
  #person;
  #token = "";

  constructor(person) {
    this.#person = person || "";
  }

  async state() {
    const state = await this.#get("state", {});
    this.#token = state.token;
    this.#person = state.me.id;
    return state;
  }

  place(channel) {
    return this.#get("place", { channel });
  }

  /** Does something as this person. `files`: field -> File list. Throws a Problem. */
  async act(action, body = {}, files = {}) {
    const listed = Object.entries(files).flatMap(([name, all]) => all.map((file) => [name, file]));
    const request = { method: "POST", headers: { "X-Page-Token": this.#token } };
    if (listed.length) {
      request.body = new FormData();
      request.body.append("body", JSON.stringify(body));
      for (const [name, file] of listed) request.body.append(name, file, file.name);
    } else {
      request.headers["Content-Type"] = "application/json";
      request.body = JSON.stringify(body);
    }
    return this.#answer(await this.#fetch(this.#address(`do/${action}`, {}), request));
  }

  /** `hear(change)` at each change from when the promise is kept; `again()` after a lost connection is back. */
  listen(hear, again) {
    const source = new EventSource(this.#address("events", {}));
    source.addEventListener("message", (event) => hear(JSON.parse(event.data)));
    return new Promise((kept) => {
      source.addEventListener(
        "open",
        () => {
          kept();
          source.addEventListener("open", again);
        },
        { once: true },
      );
    });
  }

  async #get(what, query) {
    return this.#answer(await this.#fetch(this.#address(what, query), {}));
  }

  #address(what, query) {
    return `/page/${what}?${new URLSearchParams({ as: this.#person, ...query })}`;
  }

  async #fetch(address, request) {
    try {
      return await fetch(address, request);
    } catch {
      throw new Problem("broken", "The local Discord is not running any more.");
    }
  }

  async #answer(response) {
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    if (response.ok) return response.json();
    const text = isJson ? (await response.json()).problem : await response.text();
    throw new Problem(KINDS[response.status] || "broken", text);
  }
}
