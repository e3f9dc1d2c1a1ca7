/** An answer as a client sees it. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** A client of the shop's API that keeps cookies, as a browser does. */
export interface ApiClient {
  /** Cookies by name: a test may read and forge them. */
  readonly cookies: Map<string, string>;
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Seen>;
  login(username: string, password: string): Promise<Seen>;
}

/** Makes a client without any cookie. */
export function apiClient(origin: string): ApiClient {
  const cookies = new Map<string, string>();
  const ask: ApiClient['ask'] = async (method, path, body, headers = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const at = pair.indexOf('=');
      if (attributes.includes('Max-Age=0')) {
        cookies.delete(pair.slice(0, at));
      } else {
        cookies.set(pair.slice(0, at), pair.slice(at + 1));
      }
    }
    const text = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: response.status, headers: response.headers, text, json };
  };
  return {
    cookies,
    ask,
    login: (username, password) =>
      ask('GET', '/login', undefined, {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      }),
  };
}
