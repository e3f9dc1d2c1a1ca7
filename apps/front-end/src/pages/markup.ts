import { html as template, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Finished HTML: whatever was put into it has been escaped. */
export type Markup = HtmlEscapedString;

/** HTML from a template: values are escaped, Markup and lists of it are put in as they are. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Markup {
  // The template is only a promise when one of its values is: no page waits inside of its template.
  return template(strings, ...values) as Markup;
}

/** Marks text as finished HTML: only for what comes from a file of this folder, never for what a customer sent. */
export const trusted = (text: string): Markup => raw(text);

/** Nothing, where a page has nothing to say. */
export const nothing: Markup = raw('');
