/** Something that the user can mend. Its message says all there is to know, so it carries no stack. */
export class TemplateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TemplateError';
    this.stack = message;
  }
}

/**
 * Runs what may end in a {@link TemplateError}. Where `.projenrc.ts` is the program, the message alone is printed and
 * the process ends with exit code 1; everywhere else the error is thrown.
 */
export function plainly<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TemplateError) || !/[\\/]\.projenrc\.ts$/.test(process.argv[1] ?? '')) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
