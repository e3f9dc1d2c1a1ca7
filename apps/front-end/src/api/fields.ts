import * as z from 'zod';

/** Text of at most so many characters, without blanks around it, and not empty. */
export const text = (most: number) => z.string().trim().min(1, 'must not be empty').max(most);

/** The path's `:id`. */
export const idParams = z.object({ id: z.string().min(1).max(200) });

/** The answer to what was made: its id. */
export const madeSchema = z.object({ id: z.string() });

/** The answer to what was removed. */
export const removedSchema = z.object({ status: z.literal(true) });

/** What Sock Shop's pages take for `there is none yet`, with status 200. */
export const none = { status_code: 500 };

/** {@link none}, for the description. */
export const noneSchema = z.object({ status_code: z.literal(500) });
