import type { ServerResponse } from 'node:http';

/** Answers with an error in the shape of the OCI distribution specification. */
export function refuse(outgoing: ServerResponse, status: number, code: string, message: string): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' });
  outgoing.end(`${JSON.stringify({ errors: [{ code, message }] })}\n`);
}
