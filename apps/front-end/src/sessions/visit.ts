import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sign } from 'cookie-signature';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { LoggedIn, SessionData, SessionStore } from './session-store.ts';

/** Seconds for which a login holds, as Sock Shop has it. */
export const loginSeconds = 3_600;

/** What sessions need. */
export interface VisitOptions {
  readonly store: SessionStore;
  /** The first signs cookies. */
  readonly secrets: readonly [string, ...string[]];
  /** Reads the id of a session from a cookie that one of the secrets signed. */
  readonly readId: (cookie: string | undefined) => string | undefined;
}

/** Who asks: looked up at most once for a request, and only when a route wants to know. */
export interface Visit {
  /** Who is logged in; none when nobody is. */
  customer(): Promise<LoggedIn | undefined>;
  /** Owner of the cart: the customer, else the visitor. Starts a session where there is none. */
  cartOwner(): Promise<string>;
  /** Owner of the cart as far as there is a session; starts none. */
  knownCartOwner(): Promise<string | undefined>;
  /**
   * Starts a new session for this customer; the old one ends, so that its id is worth nothing.
   * @returns the visitor whose cart goes to the customer, where there was one
   */
  logIn(customer: Omit<LoggedIn, 'until'>): Promise<string | undefined>;
  /** Ends the session. */
  logOut(): Promise<void>;
  /** What a form of this session must send back; empty when there is no session yet. */
  formToken(): string;
  /** Whether a form brought the token of this session. */
  isFormToken(token: string): boolean;
}

const sessionCookie = 'md.sid';
const loginCookie = 'logged_in';

/** Makes what routes ask for the visitor of one request. */
export function makeVisit(c: Context, options: VisitOptions): Visit {
  const { store, secrets, readId } = options;
  const secure = c.req.url.startsWith('https:') || c.req.header('x-forwarded-proto') === 'https';
  const attributes = { path: '/', sameSite: 'Lax', secure } as const;

  // Most requests are for what is the same for all: checking a signature for them would be in vain.
  let known: { readonly id: string | undefined } | undefined;
  const current = (): string | undefined => (known ??= { id: readId(getCookie(c, sessionCookie)) }).id;
  let loading: Promise<SessionData | undefined> | undefined;

  const end = async (): Promise<void> => {
    const ended = current();
    known = { id: undefined };
    loading = Promise.resolve(undefined);
    if (ended !== undefined) {
      await store.remove(ended);
    }
  };
  const load = async (): Promise<SessionData | undefined> => {
    const id = current();
    const data = id === undefined ? undefined : await store.read(id);
    const login = data?.customer;
    // Sock Shop's pages log out by removing this cookie: it has to mean that the login is over, also when it comes back.
    if (login !== undefined && (getCookie(c, loginCookie) === undefined || login.until <= Date.now())) {
      await end();
      return undefined;
    }
    return data;
  };
  const data = (): Promise<SessionData | undefined> => (loading ??= load());

  const begin = async (session: SessionData): Promise<void> => {
    const next = randomBytes(24).toString('base64url');
    await store.write(next, session);
    known = { id: next };
    loading = Promise.resolve(session);
    // Before the session's own: a client that keeps the last cookie of an answer keeps that.
    if (session.customer !== undefined) {
      setCookie(c, loginCookie, 'true', { ...attributes, maxAge: loginSeconds });
    }
    setCookie(c, sessionCookie, `s:${sign(next, secrets[0])}`, { ...attributes, httpOnly: true });
  };
  const tokenOf = (session: string): string =>
    createHmac('sha256', secrets[0]).update(`form:${session}`).digest('base64url');
  const formToken = (): string => {
    const id = current();
    return id === undefined ? '' : tokenOf(id);
  };

  return {
    customer: async () => (await data())?.customer,
    knownCartOwner: async () => {
      const session = await data();
      return session?.customer?.id ?? session?.visitor;
    },
    cartOwner: async () => {
      const session = await data();
      if (session !== undefined) {
        return session.customer?.id ?? session.visitor;
      }
      const visitor = randomBytes(16).toString('hex');
      await begin({ visitor });
      return visitor;
    },
    logIn: async (customer) => {
      const before = await data();
      await end();
      await begin({
        visitor: randomBytes(16).toString('hex'),
        customer: { ...customer, until: Date.now() + loginSeconds * 1_000 },
      });
      return before?.customer === undefined ? before?.visitor : undefined;
    },
    logOut: async () => {
      await end();
      deleteCookie(c, sessionCookie, attributes);
      deleteCookie(c, loginCookie, attributes);
    },
    formToken,
    isFormToken: (token) => {
      const expected = Buffer.from(formToken());
      const given = Buffer.from(token);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
