/**
 * What oauth4webapi reads of a Response, without the global one: touching that loads undici, which takes longer than
 * a whole login's worth of node:http. oauth4webapi recognises it by its string tag.
 */
export class JsonResponse {
  readonly status: number;
  readonly headers: { get(name: string): null } = { get: () => null };
  readonly bodyUsed = false;
  readonly #body: unknown;

  constructor(status: number, body: unknown) {
    this.status = status;
    this.#body = body;
  }

  get [Symbol.toStringTag](): string {
    return "Response";
  }

  async json(): Promise<unknown> {
    return this.#body;
  }
}
