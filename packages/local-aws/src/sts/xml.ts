import { randomUUID } from 'node:crypto';
import { html, raw } from 'hono/html';

/** XML with its values escaped. */
export type Xml = ReturnType<typeof html>;

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** Writes XML from a template whose values are escaped. */
export const xml = html;

/** Answer to an action; its name must be a checked one. */
export function responseXml(action: string, result: Xml): Xml {
  const [open, close] = [raw(`<${action}Response xmlns="${NAMESPACE}">`), raw(`</${action}Response>`)];
  const [openResult, closeResult] = [raw(`<${action}Result>`), raw(`</${action}Result>`)];
  const requestId = randomUUID();
  return xml`${open}${openResult}${result}${closeResult}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>${close}`;
}

/** Answer when something is wrong. */
export function errorXml(code: string, message: string): Xml {
  const requestId = randomUUID();
  return xml`<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}
