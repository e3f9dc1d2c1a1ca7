/** Names of who delivers the same files to the same remote. */
export const deliverers = {
  tideway: 'tideway',
  tidewayNew: 'tideway on a new machine',
  git: 'git clone, copy, add, commit, push',
  gitKept: 'the same with a clone that is kept',
  isomorphic: 'isomorphic-git',
  lsRemote: 'floor: git ls-remote',
  request: 'floor: one HTTP request',
  push: 'floor: git push of a commit that is made',
  fastImport: 'floor: git fast-import, push',
} as const;

/** Key of {@link deliverers}. */
export type DelivererName = keyof typeof deliverers;
