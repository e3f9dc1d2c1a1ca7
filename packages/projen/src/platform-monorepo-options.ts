import type { MonorepoOptions } from './monorepo-options';

/** What a {@link PlatformMonorepo} is told. */
export interface PlatformMonorepoOptions extends MonorepoOptions {
  /**
   * AWS account of the platform's repositories and clusters: 12 digits. Used once, for the first model.
   */
  readonly account: string;
  /**
   * AWS region of the platform's repositories and clusters, such as eu-west-1. Used once, for the first model.
   */
  readonly region: string;
}
