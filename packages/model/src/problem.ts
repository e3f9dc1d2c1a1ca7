/** One thing that is wrong with a platform. */
export interface Problem {
  /** Where in the input, such as `tenants.sock-shop.services.carts.environments.production.replicas`; `platform` for the whole. */
  readonly path: string;
  /** What was expected and what was there. */
  readonly message: string;
}

/** A place in the input: keys and indexes from the outside in. */
export type Path = readonly (string | number)[];

/** Writes a place as JavaScript would, save that names with `-` need no brackets: `services.carts-db.annotations["prometheus.io/scrape"]`. */
export function formatPath(path: Path): string {
  if (path.length === 0) return 'platform';
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (!/^[\w-]+$/.test(key)) text += `[${JSON.stringify(key)}]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text;
}

/** A platform that can't be: carries every problem at once. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  /** In the order of the input's sections. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.problems = problems;
  }

  /** One line for each problem: its path and its message. */
  override toString(): string {
    return this.message;
  }
}
