import type { Counter, PageRequest } from '../counter.ts';

/** A form's fields by name: text only, the last of a name. */
export type FormBody = Readonly<Record<string, string>>;

/**
 * The body of a form that came from one of the shop's own pages.
 * @throws HTTPException 403 for a form from elsewhere
 */
export async function formBody(counter: Counter, c: PageRequest): Promise<FormBody> {
  const parsed: Readonly<Record<string, unknown>> = await c.req.parseBody();
  const body = Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  counter.checkForm(c, body['formToken'] ?? '');
  return body;
}
