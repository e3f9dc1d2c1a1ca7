// https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html
const MEGABYTE = 1024 * 1024;

/** Largest file that the API takes or gives; Git itself has no such limit. */
export const FILE_LIMIT_BYTES = 6 * MEGABYTE;

/** Most content of all files in one CreateCommit. */
export const COMMIT_LIMIT_BYTES = 7 * MEGABYTE;

/** Most files in one CreateCommit. */
export const FILE_ENTRIES_LIMIT = 100;

/** Most open pull requests of a repository. */
export const OPEN_PULL_REQUESTS_LIMIT = 1000;
