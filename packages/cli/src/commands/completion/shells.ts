/** Shells that can complete `tideway`. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** One of {@link shells}. */
export type Shell = (typeof shells)[number];

/** Options of `tideway completion`. */
export interface CompletionOptions {
  readonly shell: Shell;
}
