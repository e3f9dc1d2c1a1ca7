const DAY_MS = 24 * 60 * 60 * 1000;

/** What is to be renewed. */
export interface RenewalOptions {
  /** Called once a day; keeps what is still good. */
  readonly renew: () => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}

/** Looks once a day whether certificates need renewal, without keeping the process alive for it. */
export function renewInTime(options: RenewalOptions): NodeJS.Timeout {
  return setInterval(() => void options.renew().catch(options.onTrouble), DAY_MS).unref();
}
