/** A page as a customer gets it. */
export interface SeenPage {
  readonly status: number;
  readonly text: string;
  /** Where it moved to, from the shop's `/` on; only where redirects are not followed. */
  readonly location: string | undefined;
  /** Who may keep it. */
  readonly cache: string | undefined;
}

/** A customer's browser without scripts: it keeps cookies, sends forms and follows redirects. */
export interface Customer {
  get(path: string): Promise<SeenPage>;
  /** Sends a form as the shop's own page does, with this page's token. */
  send(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<SeenPage>;
  /** Sends a form and follows where it leads. */
  submit(path: string, fields: Readonly<Record<string, string>>): Promise<SeenPage>;
}

/** A customer who has not been in this shop yet. */
export function customerOf(origin: string): Customer {
  const cookies = new Map<string, string>();

  const ask = async (path: string, init: RequestInit = {}): Promise<SeenPage> => {
    const headers = new Headers({
      accept: 'text/html',
      ...(init.headers as Readonly<Record<string, string>> | undefined),
    });
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(`${origin}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (attributes.includes('Max-Age=0')) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    const header = (name: string): string | undefined => response.headers.get(name) ?? undefined;
    return {
      status: response.status,
      text,
      location: header('location'),
      cache: header('cache-control'),
    };
  };
  const send: Customer['send'] = async (path, fields, headers = {}) => {
    const { text } = await ask('/login.html');
    const formToken = /name="formToken" value="([^"]*)"/.exec(text)?.[1] ?? '';
    return ask(path, { method: 'POST', body: new URLSearchParams({ formToken, ...fields }), headers });
  };
  return {
    get: (path) => ask(path),
    send,
    submit: async (path, fields) => {
      const answer = await send(path, fields);
      return answer.location === undefined ? answer : ask(answer.location);
    },
  };
}
