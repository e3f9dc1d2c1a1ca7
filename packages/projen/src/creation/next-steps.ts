/** What to type first in a new repository. */
export function nextSteps(name: string): string {
  return `
${name} is ready. Try:
  npm start                    deliver it into AWS on this machine (seconds; needs no account)
  npm test                     format, lint, types and tests (a minute)
  $EDITOR apps/platform/platform.ts
Read README.md, then docs/README.md.
`;
}
