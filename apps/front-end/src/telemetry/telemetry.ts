import type { BackendName } from '../config/config.ts';

/** A request that the shop answers. */
export interface ServedRequest {
  readonly method: string;
  /** A header of the request. */
  header(name: string): string | undefined;
  /** Asked once the answer is there. */
  outcome(): { readonly route: string; readonly status: number };
}

/** A request that the shop makes. */
export interface BackendCall {
  readonly backend: BackendName;
  readonly method: string;
}

/** Follows requests through the services. */
export interface Telemetry {
  /** Runs what answers a request as part of its trace. */
  serve(request: ServedRequest, run: () => Promise<void>): Promise<void>;
  /** Runs a request to a back end as part of the current trace, with the headers that pass the trace on. */
  call<T>(call: BackendCall, run: (headers: Readonly<Record<string, string>>) => Promise<T>): Promise<T>;
  /** Id of the current trace, 32 hex digits, for the log. */
  traceId(): string | undefined;
  /** Sends what is left, and stops. */
  close(): Promise<void>;
}
