/** One request to a back end. */
export interface BackendRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path segments, each escaped: no value of a customer can leave its segment. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** An answer, read in full within limits. */
export interface BackendAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}
