import type { ServerResponse } from 'node:http';

/** Headers of every answer: pages load nothing from elsewhere, run no inline script, and stand in no frame. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; img-src 'self'; script-src 'self'; style-src 'self'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'referrer-policy': 'same-origin',
  // Ignored by browsers unless the shop is reached over TLS.
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const headers = Object.entries(securityHeaders);

/** Sets the headers on Node's own response, before anything answers: then no answer goes without them. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of headers) {
    response.setHeader(name, value);
  }
}
