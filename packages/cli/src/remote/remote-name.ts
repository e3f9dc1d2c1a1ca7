import { InvalidArgumentError } from 'commander';

/** Where repositories are: on this machine, or on AWS. */
export type RemoteName = 'local' | 'aws';

/** Reads `--remote`. */
export function parseRemote(value: string): RemoteName {
  if (value === 'local' || value === 'aws') return value;
  throw new InvalidArgumentError('It is local or aws.');
}
