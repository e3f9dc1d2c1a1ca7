/** What a front-end asks of a back end. */
export interface Question {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  readonly authorization?: string | undefined;
  /** JSON, or empty. */
  readonly body: string;
}

/** What a back end answers. */
export interface Answer {
  readonly status: number;
  readonly json?: string;
}

/** An answer that holds a value. */
export const ok = (value: unknown, status = 200): Answer => ({ status, json: JSON.stringify(value) });
