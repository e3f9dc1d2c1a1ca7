import * as z from 'zod';

/** What is kept of a visitor. */
export const sessionSchema = z.object({
  /** Owner of the cart while nobody is logged in: made at random, and not the id of the session. */
  visitor: z.string().min(1),
  /** Who is logged in. */
  customer: z
    .object({
      id: z.string().min(1),
      username: z.string(),
      firstName: z.string(),
      /** When the login ends, in milliseconds since 1970. */
      until: z.number(),
    })
    .optional(),
});

/** What is kept of a visitor. */
export type SessionData = z.output<typeof sessionSchema>;

/** Who is logged in. */
export type LoggedIn = NonNullable<SessionData['customer']>;

/** Where sessions are kept. Every function throws SessionStoreError when the store can't be asked. */
export interface SessionStore {
  /** The session, whose time then starts anew; none when it ended. */
  read(id: string): Promise<SessionData | undefined>;
  write(id: string, data: SessionData): Promise<void>;
  remove(id: string): Promise<void>;
  /** Resolves when the store has answered. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** The store of sessions can't be asked. */
export class SessionStoreError extends Error {
  override readonly name = 'SessionStoreError';
}

/** Seconds for which a session is kept after its last use: a week. */
export const sessionSeconds = 7 * 24 * 60 * 60;
