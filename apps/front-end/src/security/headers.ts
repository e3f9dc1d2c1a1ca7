import type { MiddlewareHandler } from 'hono';

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

/** Sets the headers before the answer is made, so that it is made with them. */
export function setSecurityHeaders(): MiddlewareHandler {
  const headers = Object.entries(securityHeaders);
  return async (c, next) => {
    for (const [name, value] of headers) {
      c.header(name, value);
    }
    await next();
  };
}
