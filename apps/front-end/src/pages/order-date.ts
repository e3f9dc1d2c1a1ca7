const format = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/**
 * The moment of an order as the shop shows it: one locale and UTC for everybody, `26 November 2026 at 19:05 UTC`.
 * A date that nobody can read is shown as it came.
 */
export function orderDate(date: string): string {
  // The orders service writes the offset without a colon, which ECMAScript's dates do not have.
  const moment = new Date(date.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(moment.getTime()) ? date : `${format.format(moment)} UTC`;
}
