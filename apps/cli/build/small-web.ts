/**
 * What oauth4webapi needs of Headers: names in lower case. The build gives it this one, because touching the global
 * one loads undici.
 */
export class Headers {
  readonly #entries = new Map<string, string>();

  constructor(init: Record<string, string> = {}) {
    for (const [name, value] of Object.entries(init)) this.set(name, value);
  }

  get(name: string): string | null {
    return this.#entries.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  set(name: string, value: string): void {
    this.#entries.set(name.toLowerCase(), value);
  }

  delete(name: string): void {
    this.#entries.delete(name.toLowerCase());
  }

  entries(): IterableIterator<[string, string]> {
    return this.#entries.entries();
  }
}

/** By its string tag oauth4webapi recognises core's own answer. */
export class Response {
  get [Symbol.toStringTag](): string {
    return "Response";
  }
}
